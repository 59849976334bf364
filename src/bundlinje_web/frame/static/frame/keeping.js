// Keeps what is written on a page while it is written, and says in time that one will be logged out.
(function () {
  "use strict";
  var EVERY = 20000;
  var forms = Array.prototype.filter.call(document.querySelectorAll("main form"), function (form) {
    return form.method === "post" && form.querySelector("[data-kept]");
  });
  var told = document.querySelector("[data-kept-says]");

  function written(form) {
    var data = new FormData(form);
    data.delete("csrfmiddlewaretoken");
    Array.from(data.entries()).forEach(function (pair) { if (pair[1] instanceof File) { data.delete(pair[0]); } });
    return new URLSearchParams(data).toString();
  }

  function keep(form, leaving) {
    var now = written(form);
    if (form.blSent || now === form.blKept) { return Promise.resolve(); }
    form.blKept = now;
    var body = new URLSearchParams(now);
    body.set("_draft", "keep");
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    return fetch(location.href, { method: "POST", body: body, headers: { "X-Draft": "1" }, keepalive: leaving })
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (at) { if (told && at) { told.textContent = told.dataset.keptSays.replace("{}", at); } })
      .catch(function () { form.blKept = null; });
  }

  function keepAll(leaving) { return Promise.all(forms.map(function (form) { return keep(form, leaving); })); }

  forms.forEach(function (form) {
    form.blKept = written(form);
    form.addEventListener("submit", function () { form.blSent = true; });
  });
  if (forms.length) {
    setInterval(function () { keepAll(false); }, EVERY);
    addEventListener("pagehide", function () { keepAll(true); });
    document.addEventListener("visibilitychange", function () { if (document.hidden) { keepAll(true); } });
  }

  // Logged out in five minutes: what is written is kept first, then it is said.
  var time = document.getElementById("bl-time");
  if (!time) { return; }
  var stay = document.getElementById("bl-stay");
  var says = document.getElementById("bl-time-says");
  var waiting;
  function wait(seconds) {
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      keepAll(false).then(function () {
        time.hidden = false;
        // A text that comes after its place is there is read out.
        setTimeout(function () { says.textContent = says.dataset.says; }, 100);
      });
    }, Math.max(0, seconds - Number(time.dataset.warn)) * 1000);
  }
  stay.addEventListener("click", function () {
    fetch(location.href, { method: "HEAD" }).then(function (answer) {
      if (answer.ok) { time.hidden = true; says.textContent = ""; wait(Number(time.dataset.left)); }
    });
  });
  wait(Number(time.dataset.left));
})();
