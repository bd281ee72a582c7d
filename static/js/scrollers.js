/** Tables wider than their column scroll; not every browser lets the keyboard do it unless they take the focus. */

const tables = document.querySelectorAll(".body table");
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries)
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
});

for (const table of tables) resized.observe(table);
