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
  // A form that a passkey fills in is sent by the key, not before it has answered.
  document.addEventListener("submit", function (event) {
    var answer = event.target.querySelector("input[type=hidden][name=credential]");
    if (answer && !answer.value) { event.preventDefault(); }
  });
  // A table wider than its box is shaded at the edge where it goes on.
  function shade(box) {
    box.classList.toggle("bl-scrolls", box.scrollWidth > box.clientWidth + 1);
    box.classList.toggle("bl-at-end", box.scrollLeft + box.clientWidth >= box.scrollWidth - 2);
  }
  document.querySelectorAll(".table--responsive-scroll").forEach(function (box) {
    shade(box);
    box.addEventListener("scroll", function () { shade(box); }, { passive: true });
    addEventListener("resize", function () { shade(box); });
  });
  // A menu that was opened closes again when one goes elsewhere, or with Escape.
  document.querySelectorAll("details.bl-more").forEach(function (more) {
    document.addEventListener("click", function (event) { if (!more.contains(event.target)) { more.open = false; } });
    more.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { more.open = false; more.querySelector("summary").focus(); }
    });
  });
  // The numbers of a chart are there without script; with it they are folded away, and unfolded on paper.
  var folded = document.querySelectorAll(".bl-chart > details");
  folded.forEach(function (numbers) { numbers.open = false; });
  window.addEventListener("beforeprint", function () { folded.forEach(function (numbers) { numbers.open = true; }); });
})();
