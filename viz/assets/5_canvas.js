// What is chosen stays as it is, the rest steps back: one veil over the whole canvas, then the chosen part once more.
function drawLit(context) {
  if (!lit) return;
  const frame = network.canvas.frame.canvas;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 0.86;
  context.fillStyle = paint('stage');
  context.fillRect(0, 0, frame.width, frame.height);
  context.restore();
  for (const e of lit.edges) {
    const edge = network.body.edges[e];
    if (edge && edge.connected) {
      edge.draw(context);
      edge.drawArrows(context);
    }
  }
  for (const n of lit.nodes) {
    const node = network.body.nodes[n];
    if (node) node.draw(context);
  }
}
function light(chosen) {
  if (!chosen) lit = null;
  else if (chosen.edge !== undefined)
    lit = { main: null, nodes: new Set([E[chosen.edge].from, E[chosen.edge].to]), edges: new Set([chosen.edge]) };
  else {
    const near = touching[chosen.node].filter((e) => shownEdges.has(e)),
      nodes = new Set([chosen.node]);
    near.forEach((e) => {
      nodes.add(E[e].from);
      nodes.add(E[e].to);
    });
    lit = { main: chosen.node, nodes, edges: new Set(near) };
  }
  network.redraw();
}

function start() {
  turn();
  const options = { ...D.options, groups: groups(), physics: { enabled: false } };
  const scrolls = D.columns.length > 0;
  options.edges = { ...D.options.edges, arrows: { to: { enabled: D.options.edges.arrows, scaleFactor: 0.45 } } };
  refresh(false);
  const quick = speed(state.many);
  Object.assign(options.edges, quick.edges);
  options.interaction = { ...D.options.interaction, ...quick.interaction, zoomView: !scrolls, dragView: !scrolls };
  network = new vis.Network(
    $('network').appendChild(el('div', { class: 'frame' })),
    { nodes: nodeSet, edges: edgeSet },
    options,
  );
  Object.assign(window.policygraph, { network, state, refresh });
  network.on('afterDrawing', (context) => {
    drawLit(context);
    drawLabels(context);
    if (D.columns.length) placeColumns();
  });
  network.on('click', (event) => {
    if (event.nodes.length) choose({ node: event.nodes[0] });
    else if (event.edges.length) choose({ edge: event.edges[0] });
    else choose(null);
  });
  network.on('hoverNode', (event) => {
    state.hover = event.node;
    tip(N[event.node].label, event.pointer.DOM);
    network.redraw();
  });
  network.on('blurNode', () => {
    state.hover = null;
    tip(null);
    network.redraw();
  });
  network.on('hoverEdge', (event) => tip(edgeName(event.edge), event.pointer.DOM));
  network.on('blurEdge', () => tip(null));
  network.on('dragStart', () => tip(null));
  settle();
  const canvas = $('network').querySelector('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', pick(D.headline));
  let wide = $('scroller').clientWidth;
  new ResizeObserver(() => {
    if (Math.abs($('scroller').clientWidth - wide) > 24) {
      wide = $('scroller').clientWidth;
      labelCache.clear();
      settle();
    }
  }).observe($('scroller'));
  document.addEventListener('themed', () => {
    const colours = {};
    network.setOptions({ groups: groups() });
    nodeSet.update([...shownNodes].map((n) => ({ id: n, group: N[n].group })));
    edgeSet.update([...shownEdges].map((e) => ({ id: e, color: edgeDrawn(e, colours).color })));
    network.redraw();
  });
}
function tip(text, at) {
  const box = $('tip');
  box.hidden = !text;
  if (!text) return;
  const frame = $('network').getBoundingClientRect();
  box.textContent = text;
  box.style.left = Math.min(frame.left + at.x + 14, window.innerWidth - box.offsetWidth - 8) + 'px';
  box.style.top = Math.min(frame.top + at.y + 14, window.innerHeight - box.offsetHeight - 8) + 'px';
}
