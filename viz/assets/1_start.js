// The page's data, its two languages, and small helpers. Every text reaches the page through textContent, never as markup.
const D = JSON.parse(document.getElementById('data').textContent);
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
let lang = D.lang;

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (name === 'class') made.className = value;
    else made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false) made.append(child);
  return made;
}

const pick = (pair) => (Array.isArray(pair) ? pair[lang === 'zh' ? 0 : 1] : pair);
function say(key, ...values) {
  let text = pick(D.words[key]) || key;
  values.forEach((value, i) => {
    text = text.replace('{' + i + '}', value);
  });
  return text;
}
const caption = (table, key) => (D.captions[table][key] ? pick(D.captions[table][key]) : key);
const paint = (name) =>
  getComputedStyle(root)
    .getPropertyValue('--' + name)
    .trim();
function announce(text) {
  $('said').textContent = text;
}

function setTheme(name) {
  root.dataset.theme = name;
  document.dispatchEvent(new Event('themed'));
}
const dark = window.matchMedia('(prefers-color-scheme: dark)');
root.dataset.theme = dark.matches ? 'dark' : 'light';
dark.addEventListener('change', () => setTheme(dark.matches ? 'dark' : 'light'));

function setLang(next) {
  lang = next;
  root.dataset.lang = lang;
  root.lang = lang === 'zh' ? 'zh-Hans' : 'en';
  document.title = pick(D.title);
  $('title').textContent = pick(D.title);
  $('headline').textContent = pick(D.headline);
  $('note').textContent = pick(D.note);
  for (const part of document.querySelectorAll('[data-say]')) part.textContent = say(part.dataset.say);
  document.dispatchEvent(new Event('relabelled'));
}

function button(key, act, attributes) {
  return el('button', { type: 'button', 'data-say': key, on: { click: act }, ...(attributes || {}) }, say(key));
}

// Kept out of the way of the page's own state, for tests and for the curious.
window.policygraph = { data: D };
