// <form data-logic>: what an answer makes visible, offered or necessary on the same page is so at once, and what answers come to
// stands there while they are typed. The server decides and computes the same when the page is sent, and asks for what is missing;
// without this file it shows the page again with what came along.

const ORDERED = {
  date: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
  month: /^[0-9]{4}-[0-9]{2}$/,
  time: /^[0-9]{2}:[0-9]{2}$/,
};
const HOLDS = {
  at_least: (order) => order >= 0,
  at_most: (order) => order <= 0,
  more_than: (order) => order > 0,
  less_than: (order) => order < 0,
};
const has = (object, key) => Object.hasOwn(object, key);

// A condition of the form language, asked of normalised answers by question id; today is YYYY-MM-DD.
// It says what shared_forms/language/conditions.py says, and nothing else: a test compares the two.
export function evaluate(condition, answers, today) {
  const parts = (key) => condition[key].map((part) => () => evaluate(part, answers, today));
  const answer = has(condition, "question") ? answerTo(condition.question, answers) : undefined;
  if (has(condition, "is")) return same(answer, condition.is);
  if (has(condition, "in")) return condition.in.some((value) => same(answer, value));
  if (has(condition, "answered")) return has(answers, condition.question);
  if (has(condition, "includes")) return isObject(answer) && has(answer, "chosen") && Array.isArray(answer.chosen) && answer.chosen.includes(condition.includes);
  if (has(condition, "equals")) return same(answer, answerTo(condition.equals.question, answers));
  if (has(condition, "count")) return countsRows(condition.count, answer);
  if (has(condition, "all")) return parts("all").every((holds) => holds());
  if (has(condition, "any")) return parts("any").some((holds) => holds());
  if (has(condition, "not")) return !evaluate(condition.not, answers, today);
  return Object.keys(HOLDS).every((name) => !has(condition, name) || keeps(HOLDS[name], answer, operand(condition[name], answers, today)));
}

function answerTo(question, answers) {
  return has(answers, question) ? answers[question] : undefined;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function same(first, second) {
  if (Array.isArray(first) && Array.isArray(second)) {
    return first.length === second.length && first.every((value, place) => same(value, second[place]));
  }
  if (isObject(first) && isObject(second)) {
    const keys = Object.keys(first);
    return keys.length === Object.keys(second).length && keys.every((key) => has(second, key) && same(first[key], second[key]));
  }
  return first !== undefined && first !== null && first === second;
}

function countsRows(count, rows) {
  const number = Array.isArray(rows) ? rows.length : 0;
  return number >= (count.at_least ?? 0) && (!has(count, "at_most") || number <= count.at_most);
}

function operand(bound, answers, today) {
  if (!isObject(bound)) return bound;
  return has(bound, "question") ? answerTo(bound.question, answers) : daysAfter(today, bound.today);
}

function daysAfter(day, days) {
  const found = new Date(`${day}T00:00:00Z`);
  found.setUTCDate(found.getUTCDate() + days);
  const year = found.getUTCFullYear();
  return year > 9999 ? "9999-12-31" : year < 1 ? "0001-01-01" : found.toISOString().slice(0, 10);
}

function orderOf(value) {
  if (typeof value === "number") return "number";
  return typeof value === "string" ? Object.keys(ORDERED).find((order) => ORDERED[order].test(value)) : undefined;
}

function keeps(holds, first, second) {
  const order = orderOf(first);
  return order !== undefined && order === orderOf(second) && holds(first > second ? 1 : first < second ? -1 : 0);
}

// ---- what answers come to: as shared_forms/language/types/computing.py says, in millionths; a test compares the two -----------

const MILLION = 1000000n;
const GREATEST = 999999999999999n * MILLION;

// undefined where there is nothing to compute with.
export function compute(rule, answers, today) {
  const rows = (group) => (Array.isArray(answerTo(group, answers)) ? answerTo(group, answers).filter(isObject) : []);
  if (has(rule, "sum")) return total(rule.sum.map((question) => answerTo(question, answers)));
  if (has(rule, "sum_of")) return total(rows(rule.sum_of.group).map((row) => answerTo(rule.sum_of.question, row)));
  if (has(rule, "count")) return rows(rule.count).length;
  return has(rule, "age") ? age(rule.age, answers, today) : fee(rule.fee, answers);
}

function exact(number) {
  const [, sign, whole, behind = ""] = /^(-?)([0-9]+)(?:\.([0-9]{1,6}))?$/.exec(typeof number === "number" ? number : "") ?? [];
  const found = whole === undefined ? GREATEST + 1n : BigInt(sign + whole + behind.padEnd(6, "0"));
  return found <= GREATEST && -found <= GREATEST ? found : undefined;
}

function rounded(millionths) {
  if (millionths > GREATEST || -millionths > GREATEST) return undefined;
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(7, "0");
  return Number(`${millionths < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`);
}

function total(values) {
  const numbers = values.map(exact).filter((number) => number !== undefined);
  return numbers.length ? rounded(numbers.reduce((sum, number) => sum + number)) : undefined;
}

function fee({ by, table, times }, answers) {
  const chosen = answerTo(by, answers);
  const number = times === undefined ? MILLION : exact(answerTo(times, answers));
  if (typeof chosen !== "string" || !has(table, chosen) || number === undefined) return undefined;
  return rounded(BigInt(table[chosen]) * number);
}

function age({ birth, on }, answers, today) {
  const born = dayOf(answerTo(birth, answers));
  const day = limit(on, answers, today);
  if (!born || !day || day < born) return undefined;
  return Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);
}

function limit(on, answers, today) {
  if (!isObject(on)) return on;
  if (has(on, "today")) return daysAfter(today, on.today);
  if (has(on, "question")) return dayOf(answerTo(on.question, answers)) && daysAfter(answerTo(on.question, answers), on.days ?? 0);
  const year = Number(today.slice(0, 4)) - (today.slice(5) < "04-01" ? 1 : 0) + on.fiscal_year;
  return on.at === "start" ? `${pad(year, 4)}-04-01` : `${pad(year + 1, 4)}-03-31`;
}

function dayOf(answer) {
  const day = typeof answer === "string" && ORDERED.date.test(answer) ? new Date(`${answer}T00:00:00Z`) : NaN;
  return Number.isNaN(Number(day)) || daysAfter(answer, 0) !== answer ? undefined : answer;
}

// ---- what stands in the controls, as far as it can be told; what cannot is no answer here ---------------------------------

const FIRST_YEARS = { 明治: 1868, 大正: 1912, 昭和: 1926, 平成: 1989, 令和: 2019, M: 1868, T: 1912, S: 1926, H: 1989, R: 2019 };
const pad = (number, length = 2) => String(number).padStart(length, "0");
const plain = (text) => text.normalize("NFKC").replace(/\s/g, "");

function yearOf(text) {
  const [, era, number] = /^(明治|大正|昭和|平成|令和|[MTSHR])?\.?([0-9]{1,4}|元)年?$/i.exec(plain(text)) ?? [];
  if (!number || (!era && number.length !== 4)) return undefined;
  return era ? FIRST_YEARS[era.toUpperCase()] - 1 + (number === "元" ? 1 : Number(number)) : Number(number);
}

function partsOf(texts) {
  const number = (part) => Number(plain(texts[part] ?? "").replace(/[月日]$/, "") || NaN);
  return { year: yearOf(texts.year ?? ""), month: number("month"), day: number("day") };
}

function dateOf(texts) {
  const { year, month, day } = partsOf(texts);
  const found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? found.toISOString().slice(0, 10) : undefined;
}

function monthOf(texts) {
  const { year, month } = partsOf(texts);
  return year && month >= 1 && month <= 12 ? `${pad(year, 4)}-${pad(month)}` : undefined;
}

function numberOf(text) {
  const digits = plain(text).replace(/[,、円¥]/g, "");
  return /^-?[0-9]+(\.[0-9]+)?$/.test(digits) ? Number(digits) : undefined;
}

const READERS = {
  yes_no: ({ checked }) => ({ yes: true, no: false })[checked[0]],
  multiple_choice: ({ checked }) => (checked.length ? { chosen: checked } : undefined),
  consent: ({ checked }) => (checked.length ? true : undefined),
  file: ({ files }) => (files.length ? files : undefined),
  date: ({ texts }) => dateOf(texts),
  month: ({ texts }) => monthOf(texts),
  time: ({ text }) => (ORDERED.time.test(text) ? text : undefined), // of a control that knows times
  number: ({ text }) => numberOf(text),
  money: ({ text }) => numberOf(text),
};

function usual({ checked, text, texts }) {
  if (checked.length) return checked[0];
  const parts = Object.entries(texts).filter(([, value]) => value.trim());
  return text.trim() || (parts.length ? Object.fromEntries(parts) : undefined);
}

// In a row the controls have another name than the question.
export function answerOf(question) {
  const { question: id, type, name = id } = question.dataset;
  const files = [...question.querySelectorAll('[name="remove_file"]')].map((button) => button.value);
  const found = { checked: [], text: "", texts: {}, files };
  for (const control of question.querySelectorAll("input, select, textarea")) {
    if (!`${control.name}.`.startsWith(`${name}.`) || control.closest("[hidden]")) continue;
    const part = control.name.slice(name.length + 1);
    if (control.type === "radio" || control.type === "checkbox") {
      if (control.checked) found.checked.push(control.value);
    } else if (part) found.texts[part] = control.value;
    else found.text = control.value;
  }
  return (READERS[type] ?? usual)(found);
}

// ---- the page -------------------------------------------------------------------------------------------------------------

const form = document.querySelector("form[data-logic]");
const status = form?.querySelector("[data-logic-status]");
const conditionOf = (element, name) => (element.dataset[name] ? JSON.parse(element.dataset[name]) : null);

// What waited for an answer, out of its template; other scripts hear "appeared" of it, as of any part of the page that is new.
function unfold(part) {
  const waiting = 'template[data-waits="question"], [data-options*="{"] template[data-waits="option"]';
  for (let template; (template = part.querySelector(waiting)); ) {
    for (const element of template.content.querySelectorAll("[data-question], [data-option]")) element.hidden = true;
    template.replaceWith(template.content);
  }
}

function name(id) {
  const { shown } = form.elements;
  if (!shown.value.split(" ").includes(id)) shown.value += ` ${id}`;
}

function letGo(option) {
  if (option.selected) option.closest("select").value = "";
  for (const chosen of option.querySelectorAll(":checked")) chosen.checked = false;
}

function setOptions(question, answers, today) {
  for (const [id, condition] of Object.entries(conditionOf(question, "options") ?? {})) {
    const option = question.querySelector(`[data-option="${id}"]`);
    if (!option) continue;
    option.hidden = !evaluate(condition, answers, today);
    if (option.hidden) letGo(option);
    if ("disabled" in option) option.disabled = option.hidden; // some browsers list hidden options of a select
    if (!option.hidden && !question.dataset.name) name(`${question.dataset.question}.${id}`);
  }
}

function setNeed(question, answers, today) {
  const condition = conditionOf(question, "requiredWhen");
  const need = condition && question.querySelector(".field__need[data-required]");
  if (!need) return;
  const isNeeded = evaluate(condition, answers, today);
  need.textContent = isNeeded ? need.dataset.required : need.dataset.optional;
  need.classList.toggle("field__need--optional", !isNeeded);
}

// What is read out waits until nobody types any more.
const PAUSE = 500;
const pauses = new WeakMap();

function tell(question, value, wait) {
  const told = question.querySelector("[data-computed]");
  const [whole, behind] = value === undefined ? [""] : String(value).split(".");
  const grouped = Math.abs(value) >= Number(told.dataset.computed) ? whole.replace(/\B(?=([0-9]{3})+$)/g, ",") : whole;
  clearTimeout(pauses.get(question));
  const say = () => {
    const number = told.querySelector("b");
    const words = behind ? `${grouped}.${behind}` : grouped;
    if (number.textContent !== words) number.textContent = words;
    told.hidden = value === undefined;
    told.nextElementSibling.hidden = !told.hidden;
  };
  if (wait) pauses.set(question, setTimeout(say, PAUSE));
  else say();
}

// The answers of each row in which anything was typed; within a row its own answers stand beside those of the page.
function rowsOf(group, answers, today) {
  const rows = [];
  let more = false;
  for (const row of group.querySelectorAll(".row-group__row")) {
    const known = { ...answers };
    const questions = [...row.querySelectorAll("[data-question]")];
    for (const question of questions) more = settle(question, known, today) || more;
    const isBlank = [...row.querySelectorAll("input:not([type=hidden]), select, textarea")].every(
      (control) => !control.name || (control.type === "radio" || control.type === "checkbox" ? !control.checked : !control.value.trim()),
    );
    const answered = questions.map((question) => question.dataset.question).filter((id) => has(known, id));
    if (!isBlank) rows.push(Object.fromEntries(answered.map((id) => [id, known[id]])));
  }
  return { rows, more };
}

// Makes a question what the answers before it want, and adds its own to them. Returns whether anything more is asked now.
function settle(question, answers, today, wait = true) {
  const { question: id, type, name: named } = question.dataset;
  const condition = conditionOf(question, "showWhen");
  const hide = Boolean(condition) && !evaluate(condition, answers, today);
  let more = question.hidden && !hide;
  question.hidden = hide;
  if (hide) return false;
  if (!named) name(id);
  setOptions(question, answers, today);
  setNeed(question, answers, today);
  let answer;
  if (type === "group") {
    const found = rowsOf(question, answers, today);
    if (found.rows.length) answer = found.rows;
    more ||= found.more;
  } else if (question.dataset.compute) {
    answer = compute(JSON.parse(question.dataset.compute), answers, today);
    tell(question, answer, wait);
  } else answer = answerOf(question);
  if (answer !== undefined) answers[id] = answer;
  return more;
}

function update(wait) {
  const answers = JSON.parse(form.dataset.logic);
  let more = false;
  for (const question of form.querySelectorAll("[data-question]:not([data-name])")) {
    more = settle(question, answers, form.dataset.today, wait) || more;
  }
  return more;
}

if (form) {
  unfold(form);
  form.dispatchEvent(new Event("appeared", { bubbles: true }));
  form.addEventListener("appeared", (event) => unfold(event.target));
  update(false);
  form.addEventListener("input", () => {
    status.textContent = update(true) ? status.dataset.more : "";
  });
  window.addEventListener("change", () => update(true)); // after another script has let go of what excludes each other
}
