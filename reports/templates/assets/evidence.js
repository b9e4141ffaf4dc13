// Filters, search and keys for the pages of attempts. Every page can be read without it.
"use strict";
(() => {
  const words = { R: "right", P: "partial", W: "wrong", T: "truncated", F: "failed", U: "unscored", "-": "missing" };
  const names = ["q", "outcome", "model", "group", "disagree", "moved"];
  const mostCodes = 12;
  const chunk = 200;
  const page = document.body.dataset.page ? Number(document.body.dataset.page) : null;
  const state = readState();

  function readState() {
    const given = new URLSearchParams(location.search);
    return Object.fromEntries(names.map((n) => [n, given.get(n) ?? ""]));
  }

  function query(of) {
    const said = new URLSearchParams(names.filter((n) => of[n]).map((n) => [n, of[n]])).toString();
    return said ? "?" + said : "";
  }

  function element(name, css, text) {
    const made = document.createElement(name);
    if (css) made.className = css;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  const fileOf = (number) => String(number).padStart(4, "0") + ".html";

  // The same rule as in the report: right more often than not, or not, of the attempts with a score.
  function mostlyRight(codes) {
    const scored = [...codes].filter((c) => "RWT".includes(c));
    return scored.length === 0 ? null : scored.filter((c) => c === "R").length > scored.length / 2;
  }

  function matcher(data, of) {
    const wanted = of.q.trim().toLowerCase();
    const group = of.group ? data.groups.indexOf(of.group) : null;
    const model = of.model === "" ? null : data.models.findIndex((m) => m.name === of.model);
    return ([id, inGroup, , , codes, text, moved]) => {
      if (group !== null && inGroup !== group) return false;
      if (of.moved && !moved) return false;
      if (wanted && !id.toLowerCase().includes(wanted) && !text.toLowerCase().includes(wanted)) return false;
      const byModel = codes.split("|");
      if (of.outcome && !(model === null ? byModel : [byModel[model] ?? ""]).some((c) => c.includes(of.outcome))) return false;
      if (of.disagree) {
        const sides = byModel.map(mostlyRight).filter((s) => s !== null);
        if (!sides.includes(true) || !sides.includes(false)) return false;
      }
      return true;
    };
  }

  // ---- The list of all questions ----

  function explore(data) {
    const form = document.getElementById("filters");
    const found = document.getElementById("found");
    const count = document.getElementById("count");
    const more = document.getElementById("more");
    for (const model of data.models) form.elements.model.add(new Option(model.name, model.name));
    if (data.groups.length > 1) {
      for (const group of [...data.groups].sort()) form.elements.group.add(new Option(group, group));
      document.getElementById("group-filter").hidden = false;
    }
    document.getElementById("moved-filter").hidden = !data.rows.some((row) => row[6]);
    for (const name of names) {
      const field = form.elements[name];
      if (!field) continue;
      if (field.type === "checkbox") field.checked = state[name] !== "";
      else field.value = state[name];
    }
    form.hidden = false;
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("input", show);
    more.addEventListener("click", () => grow());
    let rows = [];
    let body = null;
    show();

    function show() {
      for (const name of names) {
        const field = form.elements[name];
        if (field) state[name] = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
      }
      try { history.replaceState(null, "", location.pathname + query(state)); } catch { /* some browsers refuse this for files */ }
      rows = data.rows.filter(matcher(data, state));
      count.textContent = `${rows.length.toLocaleString("en")} of ${data.rows.length.toLocaleString("en")} questions`;
      const table = element("table", "found");
      const head = table.createTHead().insertRow();
      for (const title of ["Question", ...data.models.map((m) => m.name)]) {
        const cell = element("th", "", title);
        cell.scope = "col";
        head.append(cell);
      }
      body = table.createTBody();
      found.replaceChildren(rows.length ? table : element("p", "", "No question fits all of these filters."));
      grow();
    }

    function grow() {
      const at = body.rows.length;
      for (const row of rows.slice(at, at + chunk)) body.append(line(data, row));
      more.hidden = body.rows.length >= rows.length;
    }
  }

  function line(data, [id, group, onPage, number, codes, text]) {
    const row = element("tr");
    const head = element("th");
    head.scope = "row";
    const link = element("a");
    link.href = `${fileOf(onPage)}${query(state)}#s${number}`;
    link.append(element("bdi", "", id));
    head.append(link);
    if (group >= 0) head.append(" ", element("bdi", "quiet", data.groups[group]));
    if (text) head.append(element("br"), element("bdi", "question", text));
    row.append(head);
    for (const of of codes.split("|")) row.append(codesCell(of));
    return row;
  }

  function codesCell(codes) {
    const cell = element("td", "codes");
    if (codes.length === 1) {
      cell.append(element("span", "pill " + words[codes], words[codes]));
    } else if (codes.length <= mostCodes) {
      cell.setAttribute("aria-label", [...codes].map((c) => words[c]).join(", "));
      for (const code of codes) {
        const letter = element("b", words[code], code);
        letter.title = words[code];
        cell.append(letter);
      }
    } else {
      const right = [...codes].filter((c) => c === "R").length;
      cell.append(element("span", "pill " + (right === codes.length ? "right" : right === 0 ? "wrong" : "some"), `${right} of ${codes.length} right`));
    }
    return cell;
  }

  // ---- A page of attempts: keeps to the filter that led here ----

  function keepToFilter(data) {
    const fitting = data.rows.filter(matcher(data, state));
    const here = new Set(fitting.filter((r) => r[2] <= page).map((r) => r[3]));
    for (const sample of document.querySelectorAll(".sample"))
      sample.classList.toggle("out", !here.has(Number(sample.dataset.number)));
    const pages = [...new Set(fitting.map((r) => r[2]))];
    turn("prev", pages.filter((p) => p < page).at(-1));
    turn("next", pages.find((p) => p > page));
    const bar = element("p", "warning", `${fitting.length.toLocaleString("en")} of ${data.rows.length.toLocaleString("en")} questions fit the filter; the others are hidden. `);
    const all = element("a", "", "Show all of this page");
    all.href = location.pathname;
    bar.append(all);
    document.querySelector("main").prepend(bar);
    for (const link of document.querySelectorAll('.pager a[href="index.html"]')) link.href = "index.html" + query(state);
    document.querySelector(location.hash || "_")?.scrollIntoView();
  }

  function turn(rel, to) {
    for (const link of document.querySelectorAll(`.pager a[rel="${rel}"]`)) {
      if (to === undefined) link.replaceWith(element("span", "quiet", link.textContent));
      else link.href = fileOf(to) + query(state);
    }
  }

  // ---- Keys ----

  function step(by) {
    const samples = [...document.querySelectorAll(".sample:not(.out)")];
    if (samples.length === 0) return;
    const current = samples.indexOf(document.activeElement?.closest?.(".sample"));
    const top = samples.findIndex((s) => s.getBoundingClientRect().top > 4);
    const next = current >= 0 ? current + by : by > 0 ? Math.max(top, 0) : (top < 0 ? samples.length : top) - 1;
    const target = samples[next];
    if (!target) return follow(by > 0 ? "next" : "prev");
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }

  const follow = (rel) => document.querySelector(`.pager a[rel="${rel}"]`)?.click();

  function toggle() {
    const sample = document.activeElement?.closest?.(".sample") ?? document.querySelector(".sample:not(.out)");
    const parts = [...(sample?.querySelectorAll(".attempt details") ?? [])];
    const open = parts.some((d) => !d.open);
    for (const part of parts) part.open = open;
  }

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.("input, select, textarea")) return;
    const keys = page === null
      ? { "/": () => document.querySelector('input[name="q"]')?.focus() }
      : { j: () => step(1), k: () => step(-1), n: () => follow("next"), p: () => follow("prev"), o: toggle, "/": () => { location.href = "index.html" + query(state); } };
    if (!keys[e.key]) return;
    e.preventDefault();
    keys[e.key]();
  });

  window.showdownIndex = (data) => (page === null ? explore(data) : keepToFilter(data));

  if (page === null || query(state)) {
    const script = document.createElement("script");
    script.src = "index-data.js";
    document.head.append(script);
  }
})();
