// What is pasted comes as paragraphs and plain marks, without the looks of where it was copied.

export const BLOCKS = new Set(
  "P H2 H3 H4 H5 H6 BLOCKQUOTE DIV UL OL LI DL DT DD FIGURE FIGCAPTION PRE HR TABLE CAPTION THEAD TBODY TFOOT TR TD TH".split(" "),
);
const MARKS = new Set(["A", "B", "STRONG", "I", "EM", "SUB", "SUP", "CITE", "CODE", "BR"]);
const HEADINGS = { H1: "H2" };
const DROPPED = "script, style, template, noscript, iframe, object, svg, form, button, input, select, textarea, title, meta, link";

// The clipboard's content as clean HTML, or an empty string.
export function cleanHtml(clipboard) {
  const html = clipboard.getData("text/html");
  if (!html) return fromText(clipboard.getData("text/plain"));
  const source = new DOMParser().parseFromString(withoutLooks(html), "text/html");
  for (const element of source.querySelectorAll(DROPPED)) element.remove();
  const clean = document.implementation.createHTMLDocument("");
  copy(source.body, clean.body);
  return clean.body.innerHTML.trim();
}

// Blank lines part paragraphs; a text without any is one paragraph to a line. A single line goes into the text.
export function fromText(text) {
  const lines = text.replace(/\r\n?/g, "\n").trim();
  const pieces = lines.split(/\n\s*\n/.test(lines) ? /\n\s*\n/ : "\n").filter((piece) => piece.trim());
  if (pieces.length < 2) return escape(lines);
  return pieces.map((piece) => `<p>${escape(piece.trim()).replaceAll("\n", "<br>")}</p>`).join("");
}

// Styles mean nothing here; taken out before parsing, they do not fill the console with breaches of the CSP.
function withoutLooks(html) {
  const bare = html.replace(/<style\b.*?<\/style>/gis, "");
  return bare.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""));
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function copy(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const name = HEADINGS[node.nodeName] ?? node.nodeName;
    // Google Docs wraps all it copies in a <b> that is not bold.
    const isWrapper = (name === "DIV" || name === "B") && node.querySelector("p, div, h1, h2, h3, ul, ol, table, blockquote");
    if ((BLOCKS.has(name) || MARKS.has(name)) && !isWrapper) {
      const kept = into.ownerDocument.createElement(name === "DIV" ? "P" : name);
      if (name === "A" && /^(https?:|mailto:)/i.test(node.getAttribute("href") ?? "")) kept.setAttribute("href", node.getAttribute("href"));
      copy(node, kept);
      into.append(kept);
    } else {
      copy(node, into);
    }
  }
}
