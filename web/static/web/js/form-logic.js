// <form data-logic>: what an answer makes visible, offered or necessary on the same page is so at once. The server decides the
// same when the page is sent, and asks for what is missing; without this file it shows the page again with what came along.

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
  if (has(bound, "question")) return answerTo(bound.question, answers);
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + bound.today);
  return day.toISOString().slice(0, 10);
}

function orderOf(value) {
  if (typeof value === "number") return "number";
  return typeof value === "string" ? Object.keys(ORDERED).find((order) => ORDERED[order].test(value)) : undefined;
}

function keeps(holds, first, second) {
  const order = orderOf(first);
  return order !== undefined && order === orderOf(second) && holds(first > second ? 1 : first < second ? -1 : 0);
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
  const number = (part) => Number(plain(texts[part] ?? "").replace(/[月日時分]$/, "") || NaN);
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

function timeOf(texts) {
  const whole = plain(Object.values(texts).join(":")).replace("時", ":").replace("分", "");
  const [, hour, minute] = /^([0-9]{1,2}):([0-9]{0,2})$/.exec(whole) ?? [];
  return hour === undefined ? undefined : `${pad(hour)}:${pad(minute)}`;
}

function numberOf(text) {
  const digits = plain(text).replace(/[,、円¥]/g, "");
  return /^-?[0-9]+(\.[0-9]+)?$/.test(digits) ? Number(digits) : undefined;
}

const READERS = {
  yes_no: ({ checked }) => ({ yes: true, no: false })[checked[0]],
  multiple_choice: ({ checked }) => (checked.length ? { chosen: checked } : undefined),
  consent: ({ checked }) => (checked.length ? true : undefined),
  date: ({ texts }) => dateOf(texts),
  month: ({ texts }) => monthOf(texts),
  time: ({ texts }) => timeOf(texts),
  number: ({ text }) => numberOf(text),
  money: ({ text }) => numberOf(text),
};

function usual({ checked, text, texts, rows }) {
  if (rows.size) return [...rows].map(() => ({}));
  if (checked.length) return checked[0];
  const parts = Object.entries(texts).filter(([, value]) => value.trim());
  return text.trim() || (parts.length ? Object.fromEntries(parts) : undefined);
}

export function answerOf(question) {
  const { question: id, type } = question.dataset;
  const found = { checked: [], text: "", texts: {}, rows: new Set() };
  for (const control of question.querySelectorAll("input, select, textarea")) {
    const part = control.name.slice(id.length + 1);
    if (control.closest("[hidden]")) continue;
    if (control.type === "radio" || control.type === "checkbox") {
      if (control.checked) found.checked.push(control.value);
    } else if (/^[0-9]+\./.test(part)) {
      if (control.value.trim()) found.rows.add(part.split(".")[0]);
    } else if (part) found.texts[part] = control.value;
    else if (control.name === id) found.text = control.value;
  }
  return (READERS[type] ?? usual)(found);
}

// ---- the page -------------------------------------------------------------------------------------------------------------

const form = document.querySelector("form[data-logic]");
const status = form?.querySelector("[data-logic-status]");
const conditionOf = (element, name) => (element.dataset[name] ? JSON.parse(element.dataset[name]) : null);

function unfold() {
  const waiting = 'template[data-waits="question"], [data-options*="{"] template[data-waits="option"]';
  for (let template; (template = form.querySelector(waiting)); ) {
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
    if (!option.hidden) name(`${question.dataset.question}.${id}`);
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

function update() {
  const answers = JSON.parse(form.dataset.logic);
  const { today } = form.dataset;
  let more = false;
  for (const question of form.querySelectorAll("[data-question]")) {
    const condition = conditionOf(question, "showWhen");
    const hide = Boolean(condition) && !evaluate(condition, answers, today);
    more ||= question.hidden && !hide;
    question.hidden = hide;
    if (hide) continue;
    name(question.dataset.question);
    setOptions(question, answers, today);
    setNeed(question, answers, today);
    const answer = answerOf(question);
    if (answer !== undefined) answers[question.dataset.question] = answer;
  }
  return more;
}

if (form) {
  unfold();
  update();
  form.addEventListener("input", () => {
    status.textContent = update() ? status.dataset.more : "";
  });
  window.addEventListener("change", update); // after another script has let go of what excludes each other
}
