// What is pasted comes as paragraphs and plain marks, without the looks of where it was copied.

const BLOCKS = new Set(["P", "H2", "H3", "BLOCKQUOTE", "UL", "OL", "LI", "FIGURE", "FIGCAPTION", "PRE", "TABLE", "TBODY", "TR", "TD", "TH"]);
const MARKS = new Set(["A", "B", "STRONG", "I", "EM", "SUB", "SUP", "CITE", "CODE", "BR"]);
const HEADINGS = { H1: "H2", H4: "H3", H5: "H3", H6: "H3" };
const DROPPED = "script, style, template, noscript, iframe, object, svg, form, button, input, select, textarea, title, meta, link";

// The clipboard's content as clean HTML, or an empty string.
export function cleanHtml(clipboard) {
  const html = clipboard.getData("text/html");
  if (!html) return fromText(clipboard.getData("text/plain"));
  const source = new DOMParser().parseFromString(html, "text/html");
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

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function copy(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const name = HEADINGS[node.nodeName] ?? node.nodeName;
    const isBlockOfItsOwn = name === "DIV" && !node.querySelector("p, div, h1, h2, h3, ul, ol, table, blockquote");
    if (BLOCKS.has(name) || MARKS.has(name) || isBlockOfItsOwn) {
      const kept = into.ownerDocument.createElement(isBlockOfItsOwn ? "P" : name);
      if (name === "A" && /^(https?:|mailto:)/i.test(node.getAttribute("href") ?? "")) kept.setAttribute("href", node.getAttribute("href"));
      // Google Docs wraps all it copies in a <b> that is not bold.
      const isWrapper = name === "B" && node.querySelector("p, h1, h2, ul");
      copy(node, isWrapper ? into : kept);
      if (!isWrapper) into.append(kept);
    } else {
      copy(node, into);
    }
  }
}
