/* norade.search(text, options): finds pages. Words are compared by the rules of the site's language, which the
   index brings along; the index is read in parts, each a script, so that it works from a disk too. */
"use strict";
(() => {
  const norade = window.norade = window.norade || {};
  if (norade.search) return;
  const theme = new URL(".", document.currentScript.src).href;
  const root = new URL("../" + (document.documentElement.dataset.folder || ""), theme).href;

  // Limits: of a query in letters and words, of pages looked into for a phrase.
  const LETTERS = 300, WORDS = 12, LOOKED_INTO = 200;
  // Fewer pages than this, and words one or two letters away are looked for too.
  const FEW = 3;
  // How much a word counts by how it was found.
  const EXACT = 1, FORM = 0.92, ROOT = 0.5, BEGUN = 0.45, NEAR = 0.35;
  // How much a stub counts beside a described entry, a free page beside an entry.
  const STUB = 0.8, FREE = 0.7;
  // What a word says of a page, by grade: about a word in a text … the whole of a name.
  const SAYS = [0.4, 0.55, 0.75, 1, 1.25];

  // ── Parts of the index ─────────────────────────────────────────────────────────────────────────
  const parts = new Map();
  const waiting = new Map();
  let edition = null;
  const load = (name) => {
    if (!parts.has(name)) {
      parts.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        // The part has called `take` by the time it has run; one that did not is broken, or of another edition.
        const end = () => {
          script.remove();
          if (!waiting.delete(name)) return;
          parts.delete(name);
          reject(new Error("the index has no part " + name));
        };
        waiting.set(name, resolve);
        script.onload = end;
        script.onerror = end;
        script.src = root + "search/" + name + ".js" + (edition ? "?" + edition : "");
        document.head.append(script);
      }));
    }
    return parts.get(name);
  };
  const take = (name, value, of) => {
    if (of !== undefined && of !== edition) return;
    const resolve = waiting.get(name);
    waiting.delete(name);
    if (resolve) resolve(value);
  };

  // Numbers as the index writes them: one digit, two, or four; see `search/parts.rs`.
  const SHORT = 56, LONG = 86;
  const digit = (text, at) => {
    const code = text.charCodeAt(at) - 35;
    return code > 57 ? code - 1 : code;
  };
  const postings = (text, grades) => {
    const numbers = [], at = [];
    const digits = LONG + grades;
    let next = 0, grade = 0;
    for (let i = 0; i < text.length; i++) {
      let value = digit(text, i);
      if (value > LONG) {
        grade = value - LONG;
        continue;
      }
      if (value === LONG) {
        value = (digit(text, i + 1) * digits + digit(text, i + 2)) * digits + digit(text, i + 3);
        i += 3;
      } else if (value >= SHORT) {
        value = SHORT + (value - SHORT) * digits + digit(text, i + 1);
        i += 1;
      }
      numbers.push(next + value);
      at.push(grade);
      next += value + 1;
      grade = 0;
    }
    return { numbers, grades: at };
  };

  // ── Words ──────────────────────────────────────────────────────────────────────────────────────
  const MARKS = /\p{M}/gu;
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(MARKS, "");
  const NUMBER_FIRST = /^\p{N}/u;
  const DASH = /^[-\u2010-\u2015\u2212]$/, DASHES = /[-\u2010-\u2015\u2212]/g;

  // What a character is to a word; the common ones are looked up, for texts are read whole for a piece of them.
  const NONE = 0, LETTER = 1, NUMBER = 2, JOINS = 3;
  const sortOf = (character) => NUMBER_FIRST.test(character) ? NUMBER
    : /^\p{Alphabetic}/u.test(character) ? LETTER : DASH.test(character) ? JOINS : NONE;
  const COMMON = Uint8Array.from({ length: 0x250 }, (_, code) => sortOf(String.fromCharCode(code)));
  const sortAt = (text, at) => {
    const code = text.charCodeAt(at);
    return code < COMMON.length ? COMMON[code] : at < text.length ? sortOf(String.fromCodePoint(text.codePointAt(at))) : NONE;
  };
  const sizeAt = (text, at) => text.codePointAt(at) > 0xffff ? 2 : 1;
  const isPart = (sort) => sort === LETTER || sort === NUMBER;

  // The words of a text with where they begin and end, or those alone whose first two letters `may` begin one; a dash
  // beside a digit joins. See `search/words.rs`.
  const words = (text, may) => {
    const found = [];
    let at = 0;
    while (at < text.length) {
      let sort = sortAt(text, at);
      if (!isPart(sort)) {
        at += sizeAt(text, at);
        continue;
      }
      const start = at;
      let joins = false;
      while (isPart(sort)) {
        at += sizeAt(text, at);
        let next = sortAt(text, at);
        if (next === JOINS) {
          const after = sortAt(text, at + 1);
          if (after === NUMBER || (after === LETTER && sort === NUMBER)) {
            joins = true;
            at += 1;
            next = after;
          }
        }
        sort = next;
      }
      if (may && !may(text.slice(start, start + 2))) continue;
      let word = text.slice(start, at);
      if (joins) word = word.replace(DASHES, "");
      found.push({ text: word.toLowerCase(), start, end: at });
    }
    return found;
  };

  // The rules of a language; see `search/rules.rs`, which does the same.
  const VOWELS = /[aeiouy]/;
  const shorten = (word, endings, least) => {
    let best = null;
    for (const ending of endings) {
      if (!word.endsWith(ending)) continue;
      const rest = word.slice(0, word.length - ending.length);
      if (rest.length >= least && VOWELS.test(rest) && (best === null || rest.length < best.length)) best = rest;
    }
    return best;
  };
  const form = (word, decided) => {
    const written = word.toLowerCase().normalize("NFC");
    const folded = fold(word);
    return {
      folded,
      decided: decided || written !== folded,
      written: [...written].length === [...folded].length ? written : folded,
    };
  };
  const byRules = (rules) => {
    const { least, endings, definite, closed, softening, root } = rules;
    const stemsOf = ({ folded, written, decided }) => {
      if (folded.endsWith(closed.ending)) {
        const stem = folded.slice(0, -closed.ending.length);
        if (closed.stems.some((known) => stem.endsWith(known))) return [stem];
      }
      const stems = [];
      const plain = shorten(folded, definite.endings, least);
      if (plain !== null && !(decided && written.slice(plain.length).startsWith(definite.except))) {
        stems.push(plain);
        if (decided) return stems;
      }
      let stem = shorten(folded, endings, least);
      if (stem === null) return [...stems, folded];
      const softens = softening.endings.includes(folded.slice(stem.length));
      const labial = stem.slice(0, -1);
      if (stem.endsWith(softening.after_labial) && labial.length > 1 && softening.labials.includes(labial.slice(-1))) {
        stem = labial;
      }
      stems.push(stem);
      const before = written.slice(0, stem.length);
      if (softens && !stem.endsWith(fold(softening.except))) {
        for (const [soft, hard] of softening.pairs) {
          if (decided ? before.endsWith(soft) : stem.endsWith(fold(soft))) stems.push(stem.slice(0, -1) + hard);
        }
      }
      return stems;
    };
    const without = (word, letters) => ({
      ...word, folded: word.folded.slice(letters), written: word.written.slice(letters),
    });
    const bare = (word) => {
      const begins = word.written.startsWith(root.debitive)
        || (!word.decided && word.folded.startsWith(fold(root.debitive)));
      if (word.folded.length >= 6 && begins) word = without(word, root.debitive.length);
      const { folded } = word;
      if (folded.startsWith(root.superlative) && folded.slice(root.superlative.length).includes(root.degree)) {
        word = without(word, root.superlative.length);
      }
      return word;
    };
    const rootOf = (stem, isVerb) => {
      if (stem.endsWith(root.degree) && stem.length - root.degree.length >= root.least) {
        stem = stem.slice(0, -root.degree.length);
      }
      const suffix = shorten(stem, root.suffixes, root.least);
      const rest = suffix === null ? stem : suffix;
      const begun = rest.slice(0, -1);
      return (isVerb || suffix !== null) && begun.length >= root.least && root.themes.includes(rest.slice(-1))
        ? begun : rest;
    };
    return {
      stems: (word, decided) => stemsOf(form(word, decided)),
      roots: (word, decided) => {
        word = bare(form(word, decided));
        const verb = shorten(word.folded, root.verbs, root.least);
        const candidates = verb === null ? [...stemsOf(word), word.folded] : [verb];
        const roots = new Set();
        for (const candidate of candidates) {
          for (const found of [rootOf(candidate, verb !== null), candidate]) {
            if (found.length >= root.least) roots.add(found);
          }
        }
        return [...roots];
      },
      // Letters that a stem may have in the place of its last before other endings.
      softened: (stem) => softening.pairs.filter(([, hard]) => stem.endsWith(hard))
        .map(([soft]) => stem.slice(0, -1) + fold(soft)),
      soft: (written) => softening.pairs.some(([soft]) => written.endsWith(soft)),
    };
  };
  const plainly = (stem) => ({
    stems: (word) => [stem(fold(word))], roots: () => [], softened: () => [], soft: () => false,
  });

  // ── The index ──────────────────────────────────────────────────────────────────────────────────
  // A part of the dictionary: stems in order, unpacked when first read.
  const unpack = (stems, all) => {
    const entries = [];
    const lists = all.split(" ");
    let last = [];
    stems.split(" ").forEach((packed, i) => {
      const letters = [...packed];
      const written = [...last.slice(0, digit(letters[0], 0)), ...letters.slice(1, -1)];
      last = written;
      const text = written.join("");
      const folded = fold(text);
      entries.push({ written: text, folded, root: folded.slice(0, digit(letters[letters.length - 1], 0)), list: lists[i] });
    });
    return entries;
  };

  let head = null;
  const open = () => head = head || load("index").then(async (data) => {
    edition = data.edition;
    let language;
    if (data.language.rules) language = byRules(data.language.rules);
    else if (data.language.stemmer) language = plainly(await stemmer(data.language.stemmer));
    else language = plainly((word) => word);
    const stubs = new Set(postings(data.stubs, data.grades).numbers);
    // Of each page: the number of its kind, and what it is worth beside others that say as much.
    const kindAt = new Uint16Array(data.documents), worth = new Float64Array(data.documents);
    let first = 0;
    data.kinds.forEach(({ id, count }, number) => {
      kindAt.fill(number, first, first + count);
      worth.fill(id ? 1 : FREE, first, first + count);
      first += count;
    });
    for (const page of stubs) worth[page] *= STUB;
    return { ...data, kindAt, worth, language, stubs };
  }).catch((fault) => {
    head = null;
    throw fault;
  });
  const stemmer = (name) => new Promise((resolve, reject) => {
    search.stemmer = resolve;
    const script = document.createElement("script");
    script.src = theme + "search-" + name + ".js";
    script.onerror = () => reject(new Error("there is no stemmer " + name));
    document.head.append(script);
  });

  // The parts of the dictionary whose stems may begin so.
  const partsFor = ({ words: firsts }, beginning) => {
    const numbers = [];
    for (let i = 0; i < firsts.length; i++) {
      const end = firsts[i + 1];
      const ends = end === undefined || end > beginning;
      if (ends && (firsts[i] <= beginning || firsts[i].startsWith(beginning))) numbers.push(i);
    }
    return numbers;
  };
  const entries = async (index, beginning) => {
    const loaded = await Promise.all(partsFor(index, beginning).map((number) => load("w" + number)));
    return loaded.flat().filter((entry) => entry.folded.startsWith(beginning));
  };
  const listOf = (index, entry) => entry.postings = entry.postings || postings(entry.list, index.grades);

  // Damerau and Levenshtein's distance (neighbours exchanged count one), or more than `most`.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  };

  // ── A query ────────────────────────────────────────────────────────────────────────────────────
  // A phrase in quotation marks, a word, or a quotation mark alone.
  const TOKEN = /["„“”«»]([^"„“”«»]*)["„“”«»]|[^\s"„“”«»]+|["„“”«»]/gu;
  const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
  const parse = (text) => {
    text = text.normalize("NFC").replace(INVISIBLE, "").slice(0, LETTERS);
    const parsed = { words: [], begun: false, phrases: [], out: [], outPhrases: [] };
    let minusAt = -1;
    for (const { 0: token, 1: phrase, index } of text.matchAll(TOKEN)) {
      if (DASH.test(token)) {
        minusAt = index;
        continue;
      }
      // A minus stands right before a phrase or a word.
      const minus = phrase === undefined ? DASH.test(token[0]) : index > 0 && minusAt === index - 1;
      const found = words(phrase ?? token);
      if (phrase !== undefined && found.length > 1) parsed[minus ? "outPhrases" : "phrases"].push(found);
      else if (minus) parsed.out.push(...found);
      if (!minus) parsed.words.push(...found);
      // The last word is still being typed when nothing stands behind it.
      parsed.begun = !minus && phrase === undefined && found.length > 0 && index + token.length === text.length;
    }
    if (parsed.words.length > WORDS) parsed.begun = false;
    parsed.words = parsed.words.slice(0, WORDS);
    return parsed;
  };

  // Words that are a code in parts (pu 2 10) are the code, when there is such a one; a code typed with its dash
  // is whole.
  const joined = async (index, list) => {
    const isKnown = async (text) => (await entries(index, text)).some((entry) => entry.folded === text);
    const result = [];
    for (let i = 0; i < list.length; i++) {
      const dashed = list[i].end - list[i].start > list[i].text.length;
      let found = null;
      for (let end = Math.min(list.length, i + (dashed ? 1 : 4)); end > i && found === null; end--) {
        const whole = fold(list.slice(i, end).map((word) => word.text).join(""));
        const isCode = /\p{L}/u.test(list[i].text) && /^\P{N}*\p{N}+$/u.test(whole);
        const parts = list.slice(i + 1, end);
        if (isCode && parts.every((word) => NUMBER_FIRST.test(word.text)) && await isKnown(whole)) found = { text: whole, end };
      }
      result.push(found ? { text: found.text, code: true } : { text: list[i].text, code: false });
      if (found) i = found.end - 1;
    }
    return result;
  };

  // What a word stands for in the dictionary: entries, each with how much it counts.
  const meanings = async (index, word, begun) => {
    const { language } = index;
    const found = new Map();
    const add = (entry, counts) => {
      if (!(found.get(entry) >= counts)) found.set(entry, counts);
    };
    const folded = fold(word.text);
    begun = begun && folded.length > 1;
    if (word.code) {
      for (const entry of await entries(index, folded)) {
        if (entry.folded === folded) add(entry, EXACT);
        else if (begun) add(entry, BEGUN);
      }
      return found;
    }
    const written = word.text.normalize("NFC");
    const stems = language.stems(word.text, false);
    for (const stem of new Set(stems)) {
      for (const entry of await entries(index, stem)) {
        if (entry.folded === stem) add(entry, written.startsWith(entry.written) ? EXACT : FORM);
        else if (begun && entry.folded.startsWith(folded)) add(entry, BEGUN);
      }
      for (const other of language.softened(stem)) {
        for (const entry of await entries(index, other)) {
          if (entry.folded === other && language.soft(entry.written)) add(entry, FORM);
        }
      }
    }
    const roots = language.roots(word.text, false);
    for (const root of roots) {
      for (const entry of await entries(index, root)) {
        if (entry.root === root || entry.folded === root) add(entry, ROOT);
      }
    }
    if (begun && !stems.includes(folded)) {
      for (const entry of await entries(index, folded)) add(entry, BEGUN);
    }
    return found;
  };

  // Words one or two letters away that begin with so many of the same letters; with none, the whole dictionary
  // has to be read.
  const near = async (index, word, alike) => {
    const stem = index.language.stems(word.text, false)[0];
    if (stem.length < 4) return new Map();
    const found = new Map();
    let least = word.text.length >= 8 ? 2 : 1;
    for (const entry of await entries(index, stem.slice(0, alike))) {
      const away = distance(stem, entry.folded, least);
      if (away === 0 || away > least) continue;
      if (away < least) found.clear();
      least = away;
      found.set(entry, NEAR);
    }
    return found;
  };

  // How much each page says of a word, and how many say something.
  const pagesOf = (index, meaning) => {
    const says = new Float64Array(index.documents);
    let size = 0;
    for (const [entry, counts] of meaning) {
      const { numbers, grades } = listOf(index, entry);
      for (let i = 0; i < numbers.length; i++) {
        const page = numbers[i], much = counts * SAYS[grades[i]];
        if (says[page] === 0) size++;
        if (much > says[page]) says[page] = much;
      }
    }
    // A word that few pages have says more (BM25's rarity).
    return { says, size, rarity: Math.log(1 + (index.documents - size + 0.5) / (size + 0.5)) };
  };

  // How much each page says of several words, and of how many.
  const together = (index, pagesBy) => {
    const scores = new Float64Array(index.documents), counts = new Uint8Array(index.documents);
    for (const { says, rarity } of pagesBy) {
      for (let page = 0; page < says.length; page++) {
        if (says[page] === 0) continue;
        scores[page] += says[page] * rarity * index.worth[page];
        counts[page]++;
      }
    }
    return { scores, counts };
  };
  // The pages that have so many words.
  const having = (counts, count) => {
    const pages = new Uint32Array(count > 0 ? counts.length : 0);
    let size = 0;
    for (let page = 0; page < pages.length; page++) if (counts[page] === count) pages[size++] = page;
    return pages.subarray(0, size);
  };
  // How many of the pages each kind has.
  const kindsOf = (index, pages) => {
    const counts = new Uint32Array(index.kinds.length);
    for (let i = 0; i < pages.length; i++) counts[index.kindAt[pages[i]]]++;
    return counts;
  };

  // Pages by their scores, the best first, and by their numbers. A score and a number are one number to sort, for that
  // the browser needs to ask nothing; a score is exact to 1/65536.
  const PAGES = 2 ** 20, EXACTLY = 2 ** 16;
  const inOrder = (pages, scores) => {
    const keys = new Float64Array(pages.length);
    for (let i = 0; i < pages.length; i++) keys[i] = pages[i] - Math.round(scores[pages[i]] * EXACTLY) * PAGES;
    keys.sort();
    const ordered = new Uint32Array(pages.length);
    for (let i = 0; i < pages.length; i++) ordered[i] = (keys[i] % PAGES + PAGES) % PAGES;
    return ordered;
  };

  const nameOf = async (index, page) => (await load("n" + Math.floor(page / index.names)))[page % index.names];
  const textOf = async (index, page) => (await load("t" + Math.floor(page / index.texts)))[page % index.texts];

  const addressOf = (kind, [id]) => kind.folder ? `${kind.folder}/${id.toLowerCase()}.html` : `${id}.html`;

  // Whether a word of a text is one of those looked for.
  const matcher = (index, meaning) => {
    const folded = new Set([...meaning.keys()].map((entry) => entry.folded));
    const firsts = new Set([...folded].map((stem) => stem.slice(0, 2)));
    const begins = remembered((letters) => firsts.has(fold(letters).slice(0, 2)));
    const is = remembered((word) => index.language.stems(word, true).some((stem) => folded.has(stem)));
    return { begins, is: (word) => begins(word.slice(0, 2)) && is(word) };
  };
  const remembered = (answer) => {
    const known = new Map();
    return (text) => {
      let found = known.get(text);
      if (found === undefined) known.set(text, found = answer(text));
      return found;
    };
  };

  // The section of a page that says most of the words, and a piece of it with the words marked.
  const SNIPPET = 180;
  const passage = (sections, matchers) => {
    let best = null;
    const may = (letters) => matchers.some(({ begins }) => begins(letters));
    const known = (text) => words(text, may).map((word) => ({ ...word, by: matchers.findIndex(({ is }) => is(word.text)) }))
      .filter((word) => word.by >= 0);
    sections.forEach(([anchor, heading, text]) => {
      const found = known(text);
      const inHeading = known(heading).map((word) => word.by);
      const kinds = new Set([...found.map((word) => word.by), ...inHeading]).size;
      const score = kinds * 10 + new Set(inHeading).size * 4 + Math.min(found.length, 5);
      if (kinds > 0 && (best === null || score > best.score)) best = { anchor, heading, text, found, score };
    });
    if (best === null) return { section: null, heading: "", snippet: [] };
    const first = best.found.length > 0 ? best.found[0].start : 0;
    let start = Math.max(0, first - SNIPPET / 3);
    if (start > 0) start = best.text.indexOf(" ", start) + 1 || start;
    let end = Math.min(best.text.length, start + SNIPPET);
    if (end < best.text.length) end = Math.max(best.text.lastIndexOf(" ", end), first);
    const snippet = [];
    let at = start;
    for (const word of best.found) {
      if (word.start < at || word.end > end) continue;
      snippet.push([best.text.slice(at, word.start), false], [best.text.slice(word.start, word.end), true]);
      at = word.end;
    }
    snippet.push([best.text.slice(at, end), false]);
    if (start > 0) snippet.unshift(["… ", false]);
    if (end < best.text.length) snippet.push([" …", false]);
    // A line of the text is a statement or a cell of its own.
    const pieces = snippet.filter(([text]) => text !== "").map(([text, marked]) => [text.replace(/\n/g, " · "), marked]);
    return { section: best.anchor || null, heading: best.heading, snippet: pieces };
  };

  // Whether a phrase stands on a page, word by word.
  const holds = (index, sections, phrase) => {
    const stems = phrase.map((word) => new Set(word.code ? [word.text] : index.language.stems(word.text, false)));
    return sections.some(([, heading, text]) => [heading, text].some((line) => {
      const list = words(line).map((word) => [fold(word.text), ...index.language.stems(word.text, true)]);
      return list.some((_, at) => stems.every((wanted, i) => (list[at + i] || []).some((stem) => wanted.has(stem))));
    }));
  };

  // Names that are the query, word by word, come before others; then those that begin it or are begun by it.
  const RENAMED = 8, NAMED = 3, BEGINS = 1;
  const named = async (index, ranked, scores, list) => {
    const wanted = list.map((word) => new Set(word.code ? [word.text] : index.language.stems(word.text, false)));
    const first = ranked.slice(0, RENAMED);
    await Promise.all(Array.from(first, async (page) => {
      const [, title, , others] = await nameOf(index, page);
      let best = 0;
      for (const name of [title, ...others]) {
        const stems = words(name).map((word) => [fold(word.text), ...index.language.stems(word.text, true)]);
        const both = Math.min(stems.length, wanted.length);
        const alike = wanted.slice(0, both).every((any, i) => stems[i].some((stem) => any.has(stem)));
        if (alike) best = Math.max(best, stems.length === wanted.length ? NAMED : both > 1 || both === wanted.length ? BEGINS : 0);
      }
      scores[page] *= 1 + best / 4;
    }));
    ranked.set(inOrder(first, scores));
  };

  // What was looked for instead is told by words of the hits, not by stems, where a hit shows one.
  const sayWords = (hits) => {
    const shown = hits.flatMap((hit) => hit.snippet).filter(([, marked]) => marked).map(([word]) => word.toLowerCase());
    for (const [, others] of hits.instead) {
      others.forEach((stem, i) => others[i] = shown.find((word) => fold(word).startsWith(fold(stem))) || stem);
    }
  };

  /* Options: `limit` (10) and `from` (0) choose the hits; `kind` keeps one kind by its ID, or free pages by "-";
     `facets` keeps what belongs to an entry of each kind named, {kind: id}; `each` gives that many hits of each
     kind, in `groups`, when several kinds are found; `thorough` (true) also looks for what is like a word that few
     pages have, and for one that none has in the whole dictionary. Gives an array of hits {id, kind, title, url, section, score, …} in rank order, which has
     `total`, `kinds` (how many of each), `groups`, `facets` (what can be chosen), `instead`: the words that were
     looked for in the place of others, and `partial`: whether no page has all the words. */
  const search = async (text, { limit = 10, from = 0, kind = null, facets = {}, each = 0, thorough = true } = {}) => {
    const index = await open();
    const parsed = parse(String(text));
    const list = await joined(index, parsed.words);
    const hits = [];
    Object.assign(hits, { total: 0, kinds: [], groups: [], facets: index.facets, instead: [], partial: false });
    if (list.length === 0) return hits;
    const meaningsOf = [], pagesBy = [];
    for (let i = 0; i < list.length; i++) {
      let meaning = await meanings(index, list[i], parsed.begun && i === list.length - 1);
      let pages = pagesOf(index, meaning);
      if (pages.size < (thorough ? FEW : 1) && !/\p{N}/u.test(list[i].text) && list[i].text.length > 3) {
        let others = await near(index, list[i], thorough ? 1 : 2);
        if (others.size === 0 && pages.size === 0 && thorough) others = await near(index, list[i], 0);
        if (others.size > 0) {
          hits.instead.push([list[i].text, [...new Set([...others.keys()].map((entry) => entry.written))]]);
          meaning = new Map([...others, ...meaning]);
          pages = pagesOf(index, meaning);
        }
      }
      meaningsOf.push(meaning);
      pagesBy.push(pages);
    }
    // Pages with all the words; where there is none, those with most.
    const { scores, counts } = together(index, pagesBy);
    // A word left out takes its forms along, not its family.
    for (const word of await joined(index, parsed.out)) {
      const forms = [...await meanings(index, word, false)].filter(([, counts]) => counts >= FORM);
      pagesOf(index, new Map(forms)).says.forEach((says, page) => {
        if (says > 0) counts[page] = 0;
      });
    }
    const most = counts.reduce((most, count) => Math.max(most, count), 0);
    let ranked = having(counts, most);
    hits.partial = ranked.length > 0 && most < list.length;
    // Few have them all: those that lack one come behind.
    if (most > 1 && ranked.length < FEW && parsed.phrases.length === 0) {
      const lacking = having(counts, most - 1);
      for (const page of lacking) scores[page] /= 4;
      ranked = Uint32Array.of(...ranked, ...lacking);
    }
    ranked = inOrder(ranked, scores);
    for (const facet of index.facets) {
      const value = facet.values.find((value) => value.id === facets[facet.id]);
      const pages = value && new Set(postings(value.pages, index.grades).numbers);
      if (pages) ranked = ranked.filter((page) => pages.has(page));
    }
    const phrasesOf = async (phrases) => (await Promise.all(phrases.map((phrase) => joined(index, phrase))))
      .filter((phrase) => phrase.length > 1);
    const [wanted, unwanted] = [await phrasesOf(parsed.phrases), await phrasesOf(parsed.outPhrases)];
    if (wanted.length > 0 || unwanted.length > 0) {
      const kept = [];
      for (const page of ranked.slice(0, LOOKED_INTO)) {
        const [name, texts] = await Promise.all([nameOf(index, page), textOf(index, page)]);
        const sections = [["", "", [name[1], ...name[3]].join("\n")], ...texts];
        const isHeld = (phrase) => holds(index, sections, phrase);
        if (wanted.every(isHeld) && !unwanted.some(isHeld)) kept.push(page);
      }
      // A phrase left out is looked for in the best; those behind stay.
      ranked = Uint32Array.of(...kept, ...(wanted.length > 0 ? [] : ranked.slice(LOOKED_INTO)));
    }
    await named(index, ranked, scores, list);
    const byKind = kindsOf(index, ranked);
    const kinds = index.kinds.map((of, number) => ({ ...of, count: byKind[number] }));
    hits.kinds = kinds.filter((of) => of.count > 0);
    if (kind !== null) ranked = ranked.filter((page) => (kinds[index.kindAt[page]].id || "-") === kind);
    hits.total = ranked.length;
    const matchers = meaningsOf.map((meaning) => matcher(index, meaning));
    const told = (pages) => Promise.all(Array.from(pages, async (page) => {
      const [name, sections] = await Promise.all([nameOf(index, page), textOf(index, page)]);
      const of = kinds[index.kindAt[page]];
      const { section, heading, snippet } = passage(sections, matchers);
      const url = root + addressOf(of, name) + (section ? "#" + section : "");
      const [id, called, more, , foreign] = name;
      return { id, kind: of.id || null, title: called, url, section, score: scores[page], more, heading, snippet,
        code: of.codes ? id : null, label: of.label || "", stub: index.stubs.has(page),
        lang: foreign ? index.original : "", textLang: foreign > 1 ? index.original : "", labelLang: of.foreign ? index.original : "" };
    }));
    if (each === 0 || hits.kinds.length < 2) {
      hits.push(...await told(ranked.slice(from, from + limit)));
      sayWords(hits);
      return hits;
    }
    // Kinds in the order of their best hits.
    const groups = new Map();
    for (const page of ranked) {
      const of = kinds[index.kindAt[page]];
      if (!groups.has(of)) groups.set(of, []);
      if (groups.get(of).length < each) groups.get(of).push(page);
    }
    hits.groups = await Promise.all([...groups].map(async ([of, list]) => (
      { kind: of, hits: await told(list) })));
    hits.push(...hits.groups.flatMap((group) => group.hits));
    sayWords(hits);
    return hits;
  };

  search.index = (data) => take("index", data);
  search.words = (number, stems, lists, of) => take("w" + number, unpack(stems, lists), of);
  search.names = (number, names, of) => take("n" + number, names, of);
  search.texts = (number, texts, of) => take("t" + number, texts, of);
  search.open = open;
  // For tests: how words are compared.
  search.compare = { fold, words, byRules };
  norade.search = search;
})();
