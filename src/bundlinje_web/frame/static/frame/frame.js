// What a page does more with script than without: nothing here is needed to read or to send.
(function () {
  "use strict";
  // Mistakes are read out first: the summary takes the focus.
  var summary = document.getElementById("error-summary");
  if (summary) { summary.focus(); }
  // A link in the summary moves into the field, not only to it.
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".bl-summary a[href^='#']");
    if (!link) { return; }
    var field = document.getElementById(link.hash.slice(1));
    if (field) { event.preventDefault(); field.focus(); field.scrollIntoView({ block: "center" }); }
  });
  // A menu that was opened closes again when one goes elsewhere, or with Escape.
  document.querySelectorAll("details.bl-more").forEach(function (more) {
    document.addEventListener("click", function (event) { if (!more.contains(event.target)) { more.open = false; } });
    more.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { more.open = false; more.querySelector("summary").focus(); }
    });
  });
})();
