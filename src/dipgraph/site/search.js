// The search of a site of files, as the server has it: the same words find the same, in the same order. It reads the index
// beside the pages (search/), whose files are scripts that hold data and nothing else, so that a page from a disk has them too.

"use strict";

(() => {
  const script = document.currentScript.src;
  const shown = document.querySelector("[data-found]");
  const files = new Map();
  const arrived = new Map();
  // What the files of data call.
  window.dipgraph = (name, data) => arrived.set(name, data);

  function file(name) {
    if (!files.has(name)) {
      const read = (resolve, reject) => {
        const element = document.createElement("script");
        element.src = new URL(`search/${name}.js`, script);
        const fault = new Error(`search/${name}.js cannot be read: all there is stands in the lists below`);
        element.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : reject(fault));
        element.onerror = () => reject(fault);
        document.head.append(element);
      };
      files.set(name, new Promise(read));
    }
    return files.get(name);
  }

  const [KANA, HANGUL] = [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, /\p{Script=Hangul}/u];
  const OTHER = "[\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Han}]";
  const OTHER_SCRIPT = new RegExp(`\\d*${OTHER}(?:[^\\n,;:·()“”‘’]*${OTHER})?`, "gu");

  let start;

  // The last of *sorted* that is less than a key, or also equal to it; 0 where there is none.
  function before(sorted, key, orEqual) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < key || (orEqual && sorted[middle] === key)) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  // The entries of keys from *first* to *last*: what is in very many things has several.
  async function entries(first, last = first) {
    const numbers = [];
    for (let at = before(start.terms, first, false); at <= before(start.terms, last, true); at++) numbers.push(at);
    const found = [];
    for (const part of await Promise.all(numbers.map((at) => file(`terms-${at}`)))) {
      for (let at = 0; at < part.length; at += 2) if (part[at] >= first && part[at] <= last) found.push([part[at], part[at + 1]]);
    }
    return found;
  }

  async function thing(id) {
    const number = before(start.things, id, true);
    const [page, title, names, words, date, meeting] = (await file(`things-${number}`))[id - start.things[number]];
    return { page, title, names, words: words || title, date, meeting };
  }

  // What the *words* are the address of.
  async function addressed(words) {
    for (const address of addresses(words.trim(), start)) {
      const found = (await entries(`/${address}`)).flatMap(([, ids]) => ids);
      if (found.length) return found;
    }
    return [];
  }

  // --- What is found ---

  // Where a word stands: things by number, with their places.
  function standing(lists) {
    const found = new Map();
    for (const list of lists) {
      let id = 0;
      for (let at = 0; at < list.length; ) {
        id += list[at++];
        const places = found.get(id) ?? [];
        let place = 0;
        for (let count = list[at++]; count; count--) places.push((place += list[at++]));
        found.set(id, places);
      }
    }
    return found;
  }

  // Where a phrase begins, as [things by number with their places]; the last word may be the beginning of one.
  async function places({ stems: several, begins }) {
    const each = await Promise.all(
      several.map(async (word, at) => {
        const last = begins && at === several.length - 1 ? `${word}\uffff` : word;
        return standing((await entries(word, last)).map(([, list]) => list));
      }),
    );
    if (!each.length) return new Map();
    const [first, ...others] = each;
    if (!others.length) return first;
    const found = new Map();
    for (const [id, starts] of first) {
      const after = others.map((other) => new Set(other.get(id)));
      // A place is four times the number of words before it, and its column.
      const kept = starts.filter((place) => after.every((there, step) => there.has(place + 4 * (step + 1))));
      if (kept.length) found.set(id, kept);
    }
    return found;
  }

  // An expression is terms of which all or any must be there, a term phrases of which any must: the things, and each phrase.
  async function evaluated(wanted, isAny = false) {
    const phrases = await Promise.all(
      wanted.map((forms) => Promise.all(forms.map(async (form) => ({ length: form.stems.length, at: await places(form) })))),
    );
    const sets = phrases.map((forms) => new Set(forms.flatMap(({ at }) => [...at.keys()])));
    const [least, ...others] = sets.sort((one, other) => one.size - other.size);
    const ids = isAny ? [...new Set(sets.flatMap((set) => [...set]))] : [...least].filter((id) => others.every((set) => set.has(id)));
    return { ids: ids.sort((one, other) => one - other), phrases: phrases.flat() };
  }

  async function begun({ forms, beginnings }) {
    const found = [];
    for (const form of beginnings) {
      const key = folded(form);
      const known = (await entries(`~${key}`, `~${key}\uffff`)).map(([word, [, number, isName]]) => ({ word: word.slice(1), number, isName }));
      known.sort((one, two) => two.isName - one.isName || two.number - one.number);
      const words = known.slice(0, 60).map(({ word }) => ({ stems: stems(word) }));
      found.push(...(words.length && key.endsWith("y") ? [] : [{ stems: stems(form), begins: true }]), ...words);
    }
    const seen = new Set();
    return found.length ? found.filter((one) => !seen.has(JSON.stringify(one)) && seen.add(JSON.stringify(one))) : forms;
  }

  // How the words were taken so that something is found, and what.
  async function understood(wanted) {
    const [whole, last] = [wanted.map(({ forms }) => forms), wanted.at(-1)];
    let found = await evaluated(whole);
    if (found.ids.length) return { how: "all", ...found };
    if (last.beginnings.length) {
      const end = await begun(last);
      found = await evaluated([...whole.slice(0, -1), end]);
      if (!found.ids.length && wanted.length > 1) found = await evaluated([...(await Promise.all(wanted.slice(0, -1).map(begun))), end]);
      if (found.ids.length) return { how: "beginning", ...found };
    }
    const each = await Promise.all(whole.map(async (forms) => ({ forms, number: (await evaluated([forms])).ids.length })));
    const there = each.filter(({ number }) => number);
    const few = there.filter(({ number }) => number <= start.many);
    if (!there.length) return { how: "none", ids: [], phrases: [] };
    return { how: "some", ...(await evaluated((few.length ? few : there).map(({ forms }) => forms), true)) };
  }

  // The ids of a kind in order: what is called just so, then by BM25 as FTS5 has it; of very many, the newest.
  async function ordered(ids, phrases, words) {
    const exact = new Set((await entries(`=${folded(words)}`)).flatMap(([, own]) => own));
    const scores = new Map();
    if (ids.length <= start.many) {
      const blocks = [...new Set(ids.map((id) => Math.floor(id / start.block)))];
      const lengths = new Map(await Promise.all(blocks.map(async (block) => [block, await file(`lengths-${block}`)])));
      for (const { at } of phrases) {
        const rare = Math.max(Math.log((start.rows - at.size + 0.5) / (at.size + 0.5)), 1e-6);
        for (const id of ids) {
          const often = (at.get(id) ?? []).reduce((sum, place) => sum + start.weights[place & 3], 0);
          const length = lengths.get(Math.floor(id / start.block))[id % start.block];
          const score = (rare * often * 2.2) / (often + 1.2 * (0.25 + (0.75 * length) / start.average));
          scores.set(id, (scores.get(id) ?? 0) + score);
        }
      }
    }
    const rank = (id) => Math.round((scores.get(id) ?? 0) * 10);
    const inOrder = [...ids].sort((one, two) => exact.has(two) - exact.has(one) || rank(two) - rank(one) || two - one);
    return { inOrder, exact };
  }

  // The words with each that is nowhere as the nearest that is somewhere and begins with the same letter; null if that finds nothing.
  async function meant(words) {
    const pieces = words.split(/([\p{L}\p{M}]{4,})/u);
    for (let at = 1; at < pieces.length; at += 2) {
      const form = folded(pieces[at]);
      if (!form || (await places({ stems: stems(form) })).size) continue;
      const known = await entries(`~${form[0]}`, `~${form[0]}\uffff`);
      const alike = known
        .map(([key, [shown, number, isName]]) => ({ word: key.slice(1), shown: shown || key.slice(1), number, isName }))
        .filter(({ word }) => Math.abs(word.length - form.length) <= 2)
        .map((one) => ({ ...one, ratio: likeness(one.word, form) }))
        .sort((one, two) => two.ratio - one.ratio || (one.word < two.word ? 1 : -1));
      const near = alike.find(({ ratio, isName }) => isName && ratio >= 0.75) ?? alike.find(({ ratio }) => ratio >= 0.85);
      if (near) pieces[at] = near.shown;
    }
    const other = pieces.join("");
    return other !== words && (await understood(terms(other, start))).ids.length ? other : null;
  }

  // --- The page ---

  function made(name, properties = {}, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) if (value) element.setAttribute(key, value);
    element.append(...inside.flatMap((one) => (typeof one === "string" && !properties.lang ? inLanguages(one) : one)));
    return element;
  }

  // Words of another script than the page, as the server has them: each in an element that says its language.
  function inLanguages(text) {
    const pieces = [];
    let last = 0;
    for (const { index, 0: words } of text.matchAll(OTHER_SCRIPT)) {
      const lang = KANA.test(words) || !HANGUL.test(words) ? "ja" : "ko";
      pieces.push(text.slice(last, index), made("span", { lang }, words));
      last = index + words.length;
    }
    return [...pieces, text.slice(last)].filter(Boolean);
  }
  const sentence = (name) => document.querySelector(`template[data-sentence="${name}"]`).content.cloneNode(true);
  const counted = (number, { one, several }) => `${number.toLocaleString("en")} ${number === 1 ? one : several}`;
  const day = (date) => {
    const [year, month, number] = date.slice(0, 10).split("-");
    return [Number(number) || "", start.months[month - 1] ?? "", year].filter(Boolean).join(" ");
  };

  // Which of the *words* of a text are shown, *around* of them, as FTS5 chooses them: where the most different phrases stand
  // near each other, from the beginning of a sentence if that has as many.
  function chosen(text, words, spots, around) {
    if (words.length <= around) return [0, words.length];
    const isFirst = ({ index }) => index === 0 || /[.:]\s+$/.test(text.slice(0, index));
    const sentences = words.flatMap((word, at) => (isFirst(word) ? [at] : []));
    let [best, from] = [0, 0];
    for (const { at: begins } of spots) {
      const score = (start) => {
        const within = spots.filter(({ at }) => at >= start && at < start + around);
        const different = new Set(within.map(({ phrase }) => phrase)).size;
        return { within, score: different * 1000 + within.length - different };
      };
      const own = score(begins);
      if (own.score > best) {
        const width = Math.max(...own.within.map(({ at, length }) => at + length)) - own.within[0].at;
        const centred = own.within[0].at - Math.trunc((around - width) / 2);
        [best, from] = [own.score, Math.max(0, Math.min(centred, words.length - around))];
      }
      const sentence = sentences.findLast((at) => at <= begins);
      if (sentence < begins) {
        const other = score(sentence).score + (sentence ? 100 : 120);
        if (other > best) [best, from] = [other, sentence];
      }
    }
    return [from, from + around];
  }

  // A text with marks at *spots*, each the *length* words of a *phrase* from the word *at* on; of a long one a part.
  function marked(text, spots, around = Infinity) {
    const whole = spelled(text);
    const words = [...whole.matchAll(WORDS)];
    const end = ({ index, 0: word }) => index + word.length;
    const [from, to] = chosen(whole, words, spots, around);
    const joined = [];
    for (const { at, length } of spots.filter((spot) => spot.at >= from && spot.at < to)) {
      const after = Math.min(at + length, to);
      if (joined.length && at < joined.at(-1)[1]) joined.at(-1)[1] = Math.max(joined.at(-1)[1], after);
      else joined.push([at, after]);
    }
    const pieces = from ? ["…"] : [];
    let last = from ? words[from].index : 0;
    for (const [first, after] of joined) {
      const [begins, ends] = [words[first].index, end(words[after - 1])];
      pieces.push(whole.slice(last, begins), made("mark", {}, whole.slice(begins, ends)));
      last = ends;
    }
    pieces.push(...(to < words.length ? [whole.slice(last, end(words[to - 1])), "…"] : [whole.slice(last)]));
    return { pieces, text: pieces.map((piece) => piece.textContent ?? piece).join(""), isLit: joined.length > 0 };
  }

  async function item(id, kind, phrases) {
    const one = await thing(id);
    const spots = [[], [], [], []];
    phrases.forEach(({ at, length }, phrase) => {
      for (const place of at.get(id) ?? []) spots[place & 3].push({ at: place >> 2, length, phrase });
    });
    for (const column of spots) column.sort((one, two) => one.at - two.at);
    const title = marked(one.title, spots[0]);
    const [words, names] = [marked(one.words, spots[2], start.around), marked(one.names, spots[1], start.around)];
    const snippet = [words, names].find(({ isLit }) => isLit) ?? words;
    const met = one.meeting ? await thing(one.meeting) : null;
    const date = one.date || met?.date || "";
    const entry = made("li", {}, made("a", { href: one.page }, ...title.pieces));
    if (date && !title.text.includes(day(date))) {
      const time = made("time", { datetime: date }, day(date));
      entry.append(" ", made("span", { class: "quiet day" }, kind.name === "tenure" ? "from " : "", time));
    }
    if (!title.text.includes(snippet.text)) {
      const isSaid = kind.name === "statement";
      entry.append("\n", made("div", isSaid ? {} : { class: "quiet" }, ...(isSaid ? [made("q", {}, ...snippet.pieces)] : snippet.pieces)));
    }
    if (kind.name === "statement" && met) entry.append("\n", made("div", { class: "quiet" }, made("a", { href: met.page }, met.title)));
    return entry;
  }

  async function group(kind, ids, phrases, asked) {
    const { inOrder, exact } = await ordered(ids, phrases, asked.words);
    const [from, most] = asked.kind ? [asked.from, start.page] : [0, start.few];
    const shownOnes = inOrder.slice(from, from + most);
    const list = made("ul", { class: "plain" }, ...(await Promise.all(shownOnes.map((id) => item(id, kind, phrases)))));
    const section = made("section", {}, made("h2", {}, counted(ids.length, kind)), list);
    const number = ids.length.toLocaleString("en");
    if (!asked.kind && ids.length > shownOnes.length) {
      section.append(made("p", {}, made("a", { href: asked.at(kind.name) }, `All ${counted(ids.length, kind)}`)));
    }
    if (asked.kind && ids.length > start.page) {
      const pager = made("nav", { class: "pager", "aria-label": "Pages" });
      if (from) pager.append(made("a", { rel: "prev", href: asked.at(kind.name, Math.max(from - most, 0)) }, "previous"), " ");
      if (shownOnes.length) pager.append(`${(from + 1).toLocaleString("en")} to ${(from + shownOnes.length).toLocaleString("en")} of `);
      pager.append(number);
      if (from + most < ids.length) pager.append(" ", made("a", { rel: "next", href: asked.at(kind.name, from + most) }, "next"));
      section.append(pager);
    }
    return { section, isExact: shownOnes.some((id) => exact.has(id)) };
  }

  async function found(asked) {
    const wanted = terms(asked.words, start);
    const named = await addressed(asked.words);
    const answer = named.length ? { how: "all", ids: named, phrases: [] } : wanted.length ? await understood(wanted) : { how: "none", ids: [], phrases: [] };
    const { how, ids, phrases } = answer;
    const of = start.kinds.map((kind) => ({ kind, ids: ids.filter((id) => id >= kind.first && id <= kind.last) }));
    const several = of.filter((one) => one.ids.length);
    const page = [made("h1", {}, `${ids.length ? `${ids.length.toLocaleString("en")} found` : "Nothing found"} for “${asked.words}”`)];
    const other = !named.length && wanted.length && (how === "some" || how === "none" || ids.length < start.few) ? await meant(asked.words) : null;
    if (other) page.push(made("p", {}, "Did you mean ", made("a", { href: asked.at("", 0, other) }, other), "?"));
    if (how === "beginning" || how === "some") page.push(sentence(how));
    if (!ids.length) return [...page, sentence("nothing")];
    const current = (is) => (is ? { "aria-current": "page" } : {});
    const nav = made("nav", { class: "kinds", "aria-label": "Kinds of what was found" });
    nav.append(made("a", { href: asked.at(), ...current(!asked.kind) }, "all"));
    for (const { kind, ids: own } of several) {
      nav.append(" ", made("a", { href: asked.at(kind.name), ...current(kind.name === asked.kind) }, counted(own.length, kind)));
    }
    const wantedKinds = several.filter(({ kind }) => !asked.kind || kind.name === asked.kind);
    const groups = await Promise.all(wantedKinds.map((one) => group(one.kind, one.ids, phrases, asked)));
    // What is called just so goes before others.
    groups.sort((one, two) => two.isExact - one.isExact);
    return [...page, nav, ...groups.map(({ section }) => section)];
  }

  async function run() {
    const given = new URLSearchParams(location.search);
    const words = given.get("q") ?? "";
    if (!words.trim()) return;
    document.getElementById("q").value = words;
    document.title = words;
    const status = made("p", { role: "status" }, "Searching …");
    shown.replaceChildren(status);
    const at = (kind = "", from = 0, other = words) =>
      `?${[`q=${encodeURIComponent(other)}`, ...(kind ? [`kind=${kind}`] : []), ...(from ? [`from=${from}`] : [])].join("&")}`;
    try {
      start = await file("start");
      if (words.length > start.longest) throw new Error(`more than ${start.longest} characters are looked for: give a few words`);
      const kind = start.kinds.some(({ name }) => name === given.get("kind")) ? given.get("kind") : "";
      const asked = { words, kind, from: Math.max(0, Math.trunc(Number(given.get("from")) || 0)), at };
      shown.replaceChildren(...(await found(asked)));
      document.querySelector("[data-lists]").hidden = !shown.querySelector("[data-nothing]");
    } catch (error) {
      shown.replaceChildren(made("h1", {}, "Search"), made("p", { class: "error", role: "alert" }, error.message));
    }
  }

  run();
})();
