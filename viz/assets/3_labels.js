// Labels have one size on screen whatever the zoom; the weightier wins where two would meet.
const FONT = 12.5,
  labelCache = new Map();
let ordered = null,
  pen = null,
  family = '';
const roomy = (wide) => Math.min(D.room || 250, wide * (D.columns.length === 2 ? 0.38 : 0.29));
const fewDocuments = A.filter((a) => a[ABOUT.type] === 'Document').length <= 40;
const heavy = (i) => (fewDocuments && A[i][ABOUT.type] === 'Document') || Boolean(lit && lit.main === i);
const fontOf = (i) => (heavy(i) ? '600 ' : '') + FONT + 'px ' + family;
function cut(i, room) {
  const id = i + '/' + room + heavy(i),
    had = labelCache.get(id);
  if (had) return had;
  pen.font = fontOf(i);
  let text = N[i].label,
    width = pen.measureText(text).width;
  if (width > room) {
    let low = 1,
      high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pen.measureText(text.slice(0, middle) + '…').width <= room) low = middle;
      else high = middle - 1;
    }
    text = text.slice(0, low) + '…';
    width = pen.measureText(text).width;
  }
  const found = { text, width };
  labelCache.set(id, found);
  return found;
}
const cells = new Map();
const CELL = 80;
function* cellsOf(box) {
  for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++)
    for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) yield x + ',' + y;
}
const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
function meets(box, labelsOnly) {
  for (const cell of cellsOf(box))
    for (const other of cells.get(cell) || []) if (!(labelsOnly && other.node) && overlap(box, other)) return true;
  return false;
}
function take(box) {
  for (const cell of cellsOf(box)) {
    if (!cells.has(cell)) cells.set(cell, []);
    cells.get(cell).push(box);
  }
}
const SIDES = { left: ['left'], right: ['right'], centre: ['centre'], below: ['below', 'above', 'right', 'left'] };
function boxFor(side, x, y, r, width) {
  const h = FONT + 4;
  if (side === 'left') return [x - r - 6 - width, y - h / 2, x - r - 3, y + h / 2];
  if (side === 'right') return [x + r + 3, y - h / 2, x + r + 6 + width, y + h / 2];
  if (side === 'centre') return [x - width / 2 - 9, y - h / 2 - 3, x + width / 2 + 9, y + h / 2 + 3];
  const top = side === 'above' ? y - r - 2 - h : y + r + 2;
  return [x - width / 2 - 2, top, x + width / 2 + 2, top + h];
}
function roomFor(i, wide) {
  const side = A[i][ABOUT.side];
  if (side === 'centre') return 190;
  if (side !== 'below') return roomy(wide);
  if (wide <= 600) return 110;
  return A[i][ABOUT.type] === 'Document' ? 230 : 148;
}
function order() {
  if (!ordered) ordered = [...shownNodes].sort((a, b) => D.weights[b] - D.weights[a] || a - b);
  return ordered;
}

// Whose labels are tried, in which order: what is lit or under the pointer first.
function wantedLabels(scale) {
  if (lit) {
    const inside = [...lit.nodes].filter((i) => shownNodes.has(i));
    return inside.sort((a, b) => (b === lit.main) - (a === lit.main) || D.weights[b] - D.weights[a]);
  }
  let all = order();
  if (scale < 1.35 && D.quiet.length) all = all.filter((i) => !D.quiet.includes(A[i][ABOUT.type]));
  return state.hover === null ? all : [state.hover, ...all.filter((i) => i !== state.hover)];
}
function onScreen(i) {
  const node = network.body.nodes[i],
    { scale, translation } = network.body.view;
  return node ? [node.x * scale + translation.x, node.y * scale + translation.y, N[i].size * scale] : null;
}
// A place for one label: the first of its sides that is free. Few documents are always told, over nodes if need be.
function placeLabel(i, wide) {
  const [x, y, r] = onScreen(i),
    side = A[i][ABOUT.side],
    label = cut(i, roomFor(i, wide)),
    must = fewDocuments && A[i][ABOUT.type] === 'Document',
    main = i === state.hover || Boolean(lit && i === lit.main);
  for (const labelsOnly of must ? [false, true] : [false])
    for (const where of SIDES[side]) {
      const box = boxFor(where, x, y, r, label.width);
      const over = side === 'below' ? Math.max(2 - box[0], 0) || Math.min(wide - 2 - box[2], 0) : 0;
      if (Math.abs(over) > 60) continue;
      box[0] += over;
      box[2] += over;
      if (main || !meets(box, labelsOnly)) return { i, where, box, label };
    }
  return null;
}
function placeLabels() {
  const frame = network.canvas.frame.canvas,
    wide = frame.clientWidth,
    high = frame.clientHeight,
    wantedNow = wantedLabels(network.body.view.scale),
    placed = [];
  cells.clear();
  for (const i of wantedNow.length > 1500 ? wantedNow.slice(0, 150) : wantedNow) {
    const p = onScreen(i);
    if (!p || p[2] <= 5 || A[i][ABOUT.side] === 'centre') continue;
    const box = [p[0] - p[2] * 0.8, p[1] - p[2] * 0.8, p[0] + p[2] * 0.8, p[1] + p[2] * 0.8];
    box.node = true;
    take(box);
  }
  for (const i of wantedNow.slice(0, 4000)) {
    if (placed.length >= 260) break;
    const p = onScreen(i);
    if (!p || p[0] < -20 || p[1] < -20 || p[0] > wide + 20 || p[1] > high + 20) continue;
    const found = placeLabel(i, wide);
    if (!found) continue;
    take(found.box);
    placed.push(found);
  }
  return placed;
}
function paintLabel(context, { i, where, box, label }, colours) {
  const type = A[i][ABOUT.type],
    middle = (box[1] + box[3]) / 2,
    x = box[0] + { centre: 9, right: 3, left: 0, below: 2, above: 2 }[where];
  context.font = fontOf(i);
  if (where === 'centre') {
    context.fillStyle = paint(type);
    context.beginPath();
    context.roundRect(box[0], box[1], box[2] - box[0], box[3] - box[1], 6);
    context.fill();
    context.fillStyle = colours.paper;
  } else {
    context.strokeStyle = colours.stage;
    context.lineWidth = 3.5;
    context.strokeText(label.text, x, middle);
    context.fillStyle = type === 'Task' || type === 'Indicator' ? colours.soft : colours.ink;
  }
  context.fillText(label.text, x, middle);
}
function drawLabels(context) {
  const ratio = network.canvas.pixelRatio || 1,
    colours = Object.fromEntries(['stage', 'ink', 'soft', 'paper'].map((name) => [name, paint(name)]));
  pen = context;
  family = getComputedStyle(document.body).fontFamily;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, { textBaseline: 'middle', textAlign: 'left', lineJoin: 'round' });
  const placed = placeLabels();
  for (const one of placed) paintLabel(context, one, colours);
  context.restore();
  window.policygraph.labels = placed.map(({ i, box }) => ({ key: A[i][ABOUT.key], box }));
}
