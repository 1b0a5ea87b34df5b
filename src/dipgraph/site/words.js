// What is looked for in a site of files: words as the server has them (spelling.py, sought.py) and as SQLite's FTS5 keeps them,
// days and months, addresses. *rules* are what the index says of itself (search/start.js).

"use strict";

// --- Words, as FTS5 has them ---

const UNSPACED = "\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const WORDS = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{Co}\\p{M}])+`, "gu");
const isUnspaced = (text) => new RegExp(`[${UNSPACED}]`, "u").test(text);
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
const folded = (text) =>
  (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
const spelled = (text) =>
  text.normalize("NFC").replace(/[\uff01-\uffee]+/g, (wide) => wide.normalize("NFKC")).replace(/[\x00-\x1f\x7f-\x9f\u3000]+/g, " ");
const stems = (text) => (text.match(WORDS) ?? []).map((word) => stem(plain(word)));

// The stem of a word by Porter's algorithm of 1980: c and v stand for consonants and vowels, y is one after a consonant.
// FTS5 takes each byte for a letter: those beyond ASCII have several, and are consonants.
function kinds(text) {
  let made = "";
  for (const letter of text) {
    if (letter > "\x7f") made += "cc";
    else made += "aeiou".includes(letter) || (letter === "y" && made.endsWith("c")) ? "v" : "c";
  }
  return made;
}
const measure = (text) => kinds(text).match(/vc/g)?.length ?? 0;
const isShort = (text) => kinds(text).endsWith("cvc") && !/[wxy]$/.test(text);
const SECOND =
  "ational:ate tional:tion enci:ence anci:ance izer:ize logi:log bli:ble alli:al entli:ent eli:e ousli:ous ization:ize " +
  "ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble";
const THIRD = "icate:ic ative: alize:al iciti:ic ical:ic ful: ness:";
const FOURTH =
  "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: sion:s tion:t ou: ism: ate: iti: ous: ive: ize:";

// The word with the longest of the *endings* that it has replaced, if more than *least* is measured before it.
function replaced(word, endings, least) {
  const pairs = endings.split(" ").map((pair) => pair.split(":")).filter(([ending]) => word.endsWith(ending));
  const [ending, other] = pairs.sort((one, two) => two[0].length - one[0].length)[0] ?? [];
  if (ending === undefined) return word;
  const rest = word.slice(0, -ending.length);
  return measure(rest + (other.length === 1 && least ? other : "")) > least ? rest + other : word;
}

function stem(word) {
  if (word.length < 3 || new TextEncoder().encode(word).length > 64) return word;
  if (/(ss|i)es$/.test(word) && word !== "ies") word = word.slice(0, -2);
  else if (/[^s]s$/.test(word)) word = word.slice(0, -1);
  const ended = /^(.+?)(ed|ing)$/.exec(word);
  if (/eed$/.test(word)) word = measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  else if (ended && kinds(ended[1]).includes("v")) {
    word = ended[1];
    if (/(at|bl|iz)$/.test(word)) word += "e";
    else if (/([^aeiou])\1$/.test(word) && !/[lsz]$/.test(word)) word = word.slice(0, -1);
    else if (measure(word) === 1 && isShort(word)) word += "e";
  }
  if (word.endsWith("y") && kinds(word.slice(0, -1)).includes("v")) word = `${word.slice(0, -1)}i`;
  word = replaced(replaced(replaced(word, SECOND, 0), THIRD, 0), FOURTH, 1);
  const rest = word.slice(0, -1);
  if (word.endsWith("e") && (measure(rest) > 1 || (measure(rest) === 1 && !isShort(rest)))) word = rest;
  return word.endsWith("ll") && measure(word.slice(0, -1)) > 1 ? word.slice(0, -1) : word;
}

// --- What is looked for ---

// The dates that a match of the pattern of dates may be, as [year, month, day], day 0 for a month.
function dates(found, rules) {
  let several;
  if (found.iso) several = [[found.iso, found.iso_month, found.iso_day]];
  else if (found.first) {
    several = [[found.year, found.second, found.first]];
    if (found.sign !== "." && Number(found.first) !== Number(found.second)) several.push([found.year, found.first, found.second]);
  } else if (found.number) several = [[found.number_year, found.number, 0]];
  else if (found.before && found.after) return [];
  else {
    const month = rules.months.findIndex((name) => name.slice(0, 3).toLowerCase() === found.month.slice(0, 3).toLowerCase());
    several = [[found.month_year, month + 1, found.before ?? found.after]];
  }
  const isThere = ([year, month, day]) => {
    const date = new Date(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day || 1).padStart(2, "0")}T00:00Z`);
    return year > 0 && !Number.isNaN(date.getTime()) && date.getUTCMonth() === month - 1;
  };
  return several.map((date) => date.map((part) => Number(part ?? 0))).filter(isThere);
}

function ways([year, month, day], rules) {
  const [name, key] = [rules.months[month - 1], String(year).padStart(4, "0") + String(month).padStart(2, "0")];
  return day ? [key + String(day).padStart(2, "0"), `${day} ${name} ${year}`, `${name} ${day} ${year}`] : [key, `${name} ${year}`];
}

const term = (forms, beginnings = []) => ({ forms: [...new Set(forms)].map((form) => ({ stems: stems(form) })), beginnings });

// Phrases in quotes, days and months, and words, each as [{forms, beginnings}]: any of the forms, whole or as beginnings.
function terms(words, rules) {
  const found = [];
  const plainly = (text) => {
    for (const piece of text.split(/\s+/).filter(folded)) {
      const both = [...new Set([piece, piece.replace(/[-.\u2010\u2011]/g, "")])];
      found.push(term(both, piece.length > 1 && !isUnspaced(piece) ? both : []));
    }
  };
  spelled(words).split(/["“”„]/).forEach((part, number) => {
    if (number % 2) return folded(part) && found.push(term([part]));
    let last = 0;
    for (const match of part.matchAll(new RegExp(rules.date, "gi"))) {
      const several = dates(match.groups, rules).flatMap((date) => ways(date, rules));
      if (!several.length) continue;
      plainly(part.slice(last, match.index));
      found.push(term(several));
      last = match.index + match[0].length;
    }
    plainly(part.slice(last));
  });
  return found;
}

// The addresses that a *text* may be, as they stand in the index, the nearest first.
function addresses(text, rules) {
  if (!text || /\s/.test(text)) return [];
  const bare = (address) => address.replace(/\/+$/, "");
  const several = [bare(text), bare(text.split("#")[0])];
  const [, folder, rest] = /^([a-z]+):(?!\/)(.+)$/.exec(text) ?? [];
  let short = rules.folders.includes(folder) ? `${folder}/${rest}` : "";
  if (text.startsWith(rules.base)) short = bare(text.slice(rules.base.length));
  if (!short) {
    const [, path, part] = /^(?:https?|file):\/\/[^/]*([^?#]*)[^#]*(.*)$/.exec(text) ?? [];
    const found = new RegExp(rules.thing).exec(bare(path === undefined ? text : decoded(path)));
    if (found) short = found[1] + decoded(part ?? "");
  }
  if (short) {
    const [whole, part] = short.split("#");
    const end = rules.ends.find((one) => whole.endsWith(one)) ?? "";
    for (const name of [whole, whole.slice(0, whole.length - end.length)]) several.push(...(part ? [`${name}#${part}`, name] : [name]));
  } else if (new RegExp(rules.ending).test(text)) several.push(...rules.folders.map((one) => `${one}/${text}`));
  return new Set(several);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// How alike two words are, from 0 to 1: twice the letters of their longest common parts, in order, by all letters.
function likeness(one, other) {
  const common = (a, b) => {
    let [longest, at, from] = [0, 0, 0];
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) {
        let length = 0;
        while (i + length < a.length && a[i + length] === b[j + length]) length++;
        if (length > longest) [longest, at, from] = [length, i, j];
      }
    }
    if (!longest) return 0;
    return longest + common(a.slice(0, at), b.slice(0, from)) + common(a.slice(at + longest), b.slice(from + longest));
  };
  return (2 * common(one, other)) / (one.length + other.length);
}
