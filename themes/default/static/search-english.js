/* English words: Snowball's English stemmer (Porter2, snowballstem.org/algorithms/english/stemmer.html), from its
   published description. */
"use strict";
(() => {
  const VOWEL = /[aeiouy]/, DOUBLE = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/, LI = /[cdeghkmnrt]li$/;
  const EXCEPTIONS = {
    skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl", ugly: "ugli",
    early: "earli", only: "onli", singly: "singl", sky: "sky", news: "news", howe: "howe", atlas: "atlas",
    cosmos: "cosmos", bias: "bias", andes: "andes",
  };
  const KEPT = new Set(["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"]);
  // The part behind the first consonant that follows a vowel, as its place.
  const region = (word, from) => {
    const match = /[aeiouy][^aeiouy]/.exec(word.slice(from));
    return match ? from + match.index + 2 : word.length;
  };
  const regions = (word) => {
    const begun = /^(gener|commun|arsen)/.exec(word);
    const first = begun ? begun[0].length : region(word, 0);
    return [first, region(word, first)];
  };
  const endsShort = (word) => /^[aeiouy][^aeiouy]$/.test(word) || /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word);
  const STEP2 = [
    ["ational", "ate"], ["fulness", "ful"], ["iveness", "ive"], ["ization", "ize"], ["ousness", "ous"], ["biliti", "ble"],
    ["lessli", "less"], ["tional", "tion"], ["aliti", "al"], ["ation", "ate"], ["alism", "al"], ["entli", "ent"],
    ["fulli", "ful"], ["iviti", "ive"], ["ousli", "ous"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"],
    ["izer", "ize"], ["ator", "ate"], ["alli", "al"], ["bli", "ble"], ["ogi", "og"], ["li", ""],
  ];
  const STEP3 = [
    ["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ative", ""],
    ["ical", "ic"], ["ness", ""], ["ful", ""],
  ];
  const STEP4 = [
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al",
    "er", "ic",
  ];
  const longest = (word, endings) => endings.find((ending) => word.endsWith(Array.isArray(ending) ? ending[0] : ending));

  const stem = (word) => {
    if (word.length < 3) return word;
    word = word.replace(/^'/, "");
    if (Object.hasOwn(EXCEPTIONS, word)) return EXCEPTIONS[word];
    word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const [first, second] = regions(word);
    word = word.replace(/('s'|'s|')$/, "");
    // Plurals.
    if (word.endsWith("sses")) word = word.slice(0, -2);
    else if (/(ied|ies)$/.test(word)) word = word.slice(0, word.length > 4 ? -2 : -1);
    else if (!/(us|ss)$/.test(word) && /[aeiouy].*.s$/.test(word)) word = word.slice(0, -1);
    if (KEPT.has(word)) return word;
    // -ed and -ing.
    const eed = /(eedly|eed)$/.exec(word);
    const past = /(ingly|edly|ing|ed)$/.exec(word);
    if (eed) {
      if (eed.index >= first) word = word.slice(0, eed.index) + "ee";
    } else if (past && VOWEL.test(word.slice(0, past.index))) {
      word = word.slice(0, past.index);
      if (/(at|bl|iz)$/.test(word)) word += "e";
      else if (DOUBLE.test(word)) word = word.slice(0, -1);
      else if (first >= word.length && endsShort(word)) word += "e";
    }
    if (/[^aeiouy][yY]$/.test(word) && word.length > 2) word = word.slice(0, -1) + "i";
    // Derivations.
    const two = longest(word, STEP2);
    if (two) {
      const at = word.length - two[0].length;
      const may = two[0] === "ogi" ? word[at - 1] === "l" : two[0] !== "li" || LI.test(word);
      if (at >= first && may) word = word.slice(0, at) + two[1];
    }
    const three = longest(word, STEP3);
    if (three) {
      const at = word.length - three[0].length;
      if (at >= (three[0] === "ative" ? second : first)) word = word.slice(0, at) + three[1];
    }
    const four = longest(word, STEP4);
    if (four) {
      const at = word.length - four.length;
      if (at >= second && (four !== "ion" || /[st]/.test(word[at - 1]))) word = word.slice(0, at);
    }
    if (word.endsWith("e")) {
      const at = word.length - 1;
      if (at >= second || (at >= first && !endsShort(word.slice(0, at)))) word = word.slice(0, at);
    } else if (word.endsWith("ll") && word.length - 1 >= second) word = word.slice(0, -1);
    return word.toLowerCase();
  };
  window.norade.search.stemmer(stem);
})();
