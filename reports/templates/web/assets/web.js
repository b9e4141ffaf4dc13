// Live progress. Every page works without it: a browser without scripts loads the page again instead.
"use strict";
{
  const live = document.querySelector("[data-events]");
  const count = new Intl.NumberFormat("en-US");
  const outcomes = ["right", "partial", "wrong", "truncated", "failed", "unscored", "waiting"];
  let source = null;

  const set = (parent, name, text) => {
    const at = parent.querySelector(name);
    if (at && at.textContent !== text) at.textContent = text;
  };

  const time = seconds => seconds < 99.5 ? `${Math.max(1, Math.round(seconds))} s`
    : seconds < 5970 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;

  const usd = amount => amount === 0 ? "$0"
    : amount >= 0.995 ? `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
    : `$${amount.toFixed(Math.min(10, 1 - Math.floor(Math.log10(amount))))}`;

  const draw = (bar, e) => {
    let x = 0;
    for (const outcome of outcomes) {
      const width = e.expected ? 100 * e[outcome] / e.expected : 0;
      const part = bar.querySelector(`[data-part="${outcome}"]`);
      part.setAttribute("x", x.toFixed(2));
      part.setAttribute("width", width.toFixed(2));
      x += width;
    }
    bar.setAttribute("aria-label", `${count.format(e.done)} of ${count.format(e.expected)}`);
  };

  const show = run => {
    const rows = new Map([...live.querySelectorAll("[data-row]")].map(row => [row.dataset.row, row]));
    // The run has been planned since the page was made: only a new page has its rows.
    if (run.evaluations.some(e => !rows.has(`${e.benchmark} ${e.model}`))) return location.reload();
    if (run.expected) set(live, "[data-total]", `${count.format(run.done)} of ${count.format(run.expected)} attempts`);
    set(live, "[data-pace]", run.status !== "running" ? "writing the report"
      : run.no_judge ? `${count.format(run.waiting)} wait for their judge, and no process judges: start 'showdown worker --queues judge'`
      : !run.judging && run.done === run.expected && run.waiting ? `${count.format(run.waiting)} wait for their judge`
      : [...(run.judging ? [`judging pairs ${count.format(run.judging.judged)} of ${count.format(run.judging.pairs)}`] : []),
         ...(run.per_second > 0 ? [`${run.per_second.toFixed(1)} a second, ${time(run.seconds_left)} left`] : []), ...run.troubles].join("; "));
    const cost = live.querySelector("[data-cost]");
    set(live, "[data-cost]", (run.cost_usd === null ? "cost not known" : `${usd(run.cost_usd)} spent`) + cost.dataset.of);
    for (const e of run.evaluations) {
      const row = rows.get(`${e.benchmark} ${e.model}`);
      draw(row.querySelector(".progress"), e);
      set(row, "[data-done]", `${count.format(e.done)} / ${count.format(e.expected)}${e.ended_early ? `, ${e.ended_early}` : ""}`);
      set(row, "[data-right]", e.right_so_far === null ? "–" : `${(100 * e.right_so_far).toFixed(1)}%`);
      set(row, "[data-failed]", count.format(e.failed));
    }
    sure(run);
  };

  const sure = run => {
    const pairs = new Map([...live.querySelectorAll("[data-pair]")].map(pair => [pair.dataset.pair, pair]));
    for (const c of run.comparisons) {
      const pair = pairs.get(`${c.benchmark} ${c.a} ${c.b}`);
      if (!pair) continue;
      set(pair, "[data-says]", c.says);
      pair.className = { better: "better", worse: "worse", equivalent: "equivalent" }[c.verdict] ?? "unknown";
      pair.querySelector("[data-sure]").setAttribute("width", (100 * c.progress).toFixed(2));
    }
  };

  // A page in the background keeps no connection: a browser has only six to one server.
  const follow = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource(live.dataset.events);
      source.addEventListener("progress", event => show(JSON.parse(event.data)));
      source.addEventListener("ended", () => {
        source.close();
        location.reload();
      });
    }
  };

  // A list with runs under way is asked for anew, and put in place unless somebody is about to use it.
  const renew = async list => {
    if (document.hidden || list.contains(document.activeElement)) return;
    const reply = await fetch(location.href).catch(() => null);
    if (!reply) return;
    if (!reply.ok || reply.redirected) return location.reload();
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("main");
    list.replaceChildren(...fresh.childNodes);
    if (!fresh.dataset.again) clearInterval(renewing);
  };
  const list = document.querySelector("[data-again]");
  const renewing = list && setInterval(renew, 1000 * list.dataset.again, list);

  if (live) {
    document.addEventListener("visibilitychange", follow);
    follow();
  }
}
