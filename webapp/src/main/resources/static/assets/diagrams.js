'use strict';
// Draws the BPMN of a campaign and marks where its tokens are.

const SMALLEST_SCALE = 0.45;
const HEIGHT = { least: 200, most: 560 };
const MARGIN = 0.93;

for (const place of document.querySelectorAll('[data-diagram]')) {
  draw(place).catch((problem) => {
    place.classList.add('failed');
    place.textContent = 'The diagram cannot be drawn: ' + problem.message;
  });
}

async function draw(place) {
  const answer = await fetch(place.dataset.diagram, { credentials: 'same-origin' });
  if (!answer.ok) {
    throw new Error('the server answered ' + answer.status);
  }
  const viewer = new BpmnJS({
    container: place,
    // The wheel belongs to the page; the diagram moves by dragging.
    additionalModules: [{ zoomScroll: ['value', null] }],
  });
  await viewer.importXML(await answer.text());
  const canvas = viewer.get('canvas');
  const tokens = Object.entries(JSON.parse(place.dataset.tokens)).filter(([id]) => viewer.get('elementRegistry').get(id));
  tokens.forEach(([id, count]) => mark(viewer, id, count));
  fit(place, canvas, tokens);
  addZoom(place, canvas);
}

function mark(viewer, id, count) {
  viewer.get('canvas').addMarker(id, 'has-token');
  const badge = document.createElement('span');
  badge.className = 'token';
  badge.textContent = String(count);
  badge.title = count === 1 ? 'The campaign is here' : count + ' tokens are here';
  viewer.get('overlays').add(id, { position: { top: -14, right: 14 }, html: badge });
}

// On a narrow screen the whole diagram would be too small to read: show the part with the token.
function fit(place, canvas, tokens) {
  const { width, height } = canvas.viewbox().inner;
  const wanted = (place.clientWidth * height) / width;
  place.style.height = Math.min(HEIGHT.most, Math.max(HEIGHT.least, wanted)) + 'px';
  canvas.resized();
  showAll(canvas);
  if (canvas.zoom() < SMALLEST_SCALE) {
    canvas.zoom(SMALLEST_SCALE);
    if (tokens.length > 0) {
      canvas.scrollToElement(tokens[0][0]);
    }
  }
}

function showAll(canvas) {
  canvas.zoom('fit-viewport', 'auto');
  canvas.zoom(canvas.zoom() * MARGIN, 'auto');
}

function addZoom(place, canvas) {
  const bar = document.createElement('div');
  bar.className = 'zoom';
  const step = (label, title, action) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.title = title;
    button.addEventListener('click', action);
    bar.append(button);
  };
  step('+', 'Larger', () => canvas.zoom(canvas.zoom() * 1.25));
  step('−', 'Smaller', () => canvas.zoom(canvas.zoom() / 1.25));
  step('⤢', 'All of it', () => showAll(canvas));
  place.parentElement.append(bar);
}
