// What the editor does more with script than without: line numbers beside the text, and links that lead into it.
(function () {
  "use strict";
  var text = document.getElementById("text");
  if (!text) { return; }
  var gutter = document.querySelector(".bl-gutter");
  function number() {
    var lines = text.value.split("\n").length, told = "";
    for (var n = 1; n <= lines; n += 1) { told += n + "\n"; }
    gutter.textContent = told;
    gutter.scrollTop = text.scrollTop;
  }
  function lead(line) {
    var lines = text.value.split("\n"), at = 0;
    for (var n = 0; n < line - 1 && n < lines.length; n += 1) { at += lines[n].length + 1; }
    text.focus();
    text.setSelectionRange(at, at + (lines[line - 1] || "").length);
    text.scrollTop = Math.max(0, (line - 5) * (text.scrollHeight / lines.length));
    gutter.scrollTop = text.scrollTop;
  }
  gutter.hidden = false;
  number();
  text.addEventListener("input", number);
  text.addEventListener("scroll", function () { gutter.scrollTop = text.scrollTop; });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-line]");
    if (link) { event.preventDefault(); lead(Number(link.dataset.line)); }
  });
  var asked = /^#L(\d+)$/.exec(window.location.hash);
  if (asked) { lead(Number(asked[1])); }
  // Leaving with letters that are not saved is asked about.
  var saved = text.value;
  window.addEventListener("beforeunload", function (event) { if (text.value !== saved) { event.preventDefault(); } });
  document.getElementById("editor").addEventListener("submit", function () { saved = text.value; });
})();
