// The interactive part of a report: pick or draw a digit, and watch the network work on it.
//
// The page holds the network as JSON (see NetworkData.java): sizes, activations, and the parameters as little-endian float32 in
// base64, W^l row by row. The notation is that of the program: layer l has n_l neurons, W^l is (n_l, n_(l-1)), and
//
//     A^0 = unit * byte + shift        the inputs, from bytes of 0 (paper) to 255 (ink)
//     Z^l = W^l A^(l-1) + b^l          what enters the neurons of layer l
//     A^l = sigma(Z^l)                 their activations; A^L is the output
//
// Nothing here needs the network, a framework, or a build. The first half is arithmetic, and runs under node, too, where the
// program's tests compare it with the program; the second half is what is seen.
"use strict";

// ------------------------------------------------------------------------------------------------ the network

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function floatsOf(base64) {
  return new Float32Array(bytesOf(base64).buffer);
}

// The activations, each a function of the weighted inputs of a whole layer.
const SIGMA = {
  sigmoid: (z) => z.map((x) => 1 / (1 + Math.exp(-x))),
  tanh: (z) => z.map(Math.tanh),
  relu: (z) => z.map((x) => Math.max(0, x)),
  // log(1 + e^z), without an e^z that overflows.
  softplus: (z) => z.map((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  // z Phi(z), with the normal distribution function.
  gelu: (z) => z.map((x) => x * normalDistribution(x)),
  identity: (z) => z,
  step: (z) => z.map((x) => (x >= 0 ? 1 : 0)),
  softmax: (z) => {
    const largest = Math.max(...z);
    const powers = z.map((x) => Math.exp(x - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  },
};

// Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + …), where phi(z) = e^(-z^2/2) / sqrt(2 pi) (Marsaglia 2004).
function normalDistribution(z) {
  if (Math.abs(z) > 8.3) {
    return z > 0 ? 1 : 0;
  }
  let [term, sum, before] = [z, z, 0];
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum;
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

// Unpacks what the page holds.
function networkOf(data) {
  return {
    rows: data.rows,
    columns: data.columns,
    unit: data.unit,
    shift: data.shift ? floatsOf(data.shift) : null,
    classes: data.classes,
    layers: data.layers.map((layer, i) => ({
      inputs: data.sizes[i],
      neurons: data.sizes[i + 1],
      activation: layer.activation,
      weights: floatsOf(layer.weights),
      biases: floatsOf(layer.biases),
    })),
  };
}

// A^0 = unit * byte + shift
function inputsOf(network, bytes) {
  return Float64Array.from(bytes, (byte, i) => network.unit * byte + (network.shift ? network.shift[i] : 0));
}

// Z = W A + b, of one example
function weightedInputs(layer, a) {
  const z = new Float64Array(layer.neurons);
  for (let j = 0; j < layer.neurons; j++) {
    let sum = layer.biases[j];
    for (let k = 0; k < layer.inputs; k++) {
      sum += layer.weights[j * layer.inputs + k] * a[k];
    }
    z[j] = sum;
  }
  return z;
}

// The forward pass of one image: an entry {z, a} for each of the layers 0 to L.
function forward(network, bytes) {
  let a = inputsOf(network, bytes);
  const pass = [{ z: a, a }];
  for (const layer of network.layers) {
    const z = weightedInputs(layer, a);
    a = SIGMA[layer.activation](z);
    pass.push({ z, a });
  }
  return pass;
}

// The n connections of a layer that carry most, by |w_jk a_k|: entries {j, k, carried}, the strongest first. With a neuron, only
// those that lead to it.
function strongest(layer, a, n, neuron) {
  const best = [];
  const from = neuron === undefined ? 0 : neuron;
  const to = neuron === undefined ? layer.neurons : neuron + 1;
  for (let j = from; j < to; j++) {
    for (let k = 0; k < layer.inputs; k++) {
      const carried = layer.weights[j * layer.inputs + k] * a[k];
      const size = Math.abs(carried);
      if (size > 0 && (best.length < n || size > Math.abs(best[best.length - 1].carried))) {
        let place = best.length;
        while (place > 0 && Math.abs(best[place - 1].carried) < size) {
          place--;
        }
        best.splice(place, 0, { j, k, carried });
        best.length = Math.min(best.length, n);
      }
    }
  }
  return best;
}

// ------------------------------------------------------------------------------------------------ preparing a drawing

// Makes a drawing as the images of MNIST were made, and as `mnist predict` prepares pictures: what is drawn is cut out, fitted
// with its proportions into a box of 20/28 of the image, and put where its centre of mass is the middle of the image.
//
// ink: the drawing, row by row, 0 to 1; returns rows x columns bytes, or null where nothing is drawn.
function prepare(ink, width, height, rows, columns) {
  const box = boundingBox(ink, width, height);
  if (!box) {
    return null;
  }
  const scale = ((20 / 28) * Math.min(rows, columns)) / Math.max(box.width, box.height);
  const fitted = shrink(ink, width, box, scale);
  const centre = centreOfMass(fitted);
  const bytes = new Uint8Array(rows * columns);
  const top = within(Math.round(Math.floor(rows / 2) - centre.y), rows - fitted.height);
  const left = within(Math.round(Math.floor(columns / 2) - centre.x), columns - fitted.width);
  for (let y = 0; y < fitted.height; y++) {
    for (let x = 0; x < fitted.width; x++) {
      bytes[(top + y) * columns + left + x] = Math.round(255 * fitted.values[y * fitted.width + x]);
    }
  }
  return bytes;
}

// The smallest rectangle that holds all ink.
function boundingBox(ink, width, height) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let i = 0; i < ink.length; i++) {
    if (ink[i] > 0.05) {
      const x = i % width;
      const y = (i - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

// Scales a box of the drawing; each new pixel is the mean of the area that it covers, so that thin strokes become grey.
function shrink(ink, inkWidth, box, scale) {
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const values = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      values[y * width + x] = meanOf(ink, inkWidth, {
        left: box.left + (x * box.width) / width,
        right: box.left + ((x + 1) * box.width) / width,
        top: box.top + (y * box.height) / height,
        bottom: box.top + ((y + 1) * box.height) / height,
      });
    }
  }
  return { values, width, height };
}

// The mean of an area whose edges may lie within pixels, which then count by the part that is covered.
function meanOf(ink, inkWidth, area) {
  let sum = 0;
  for (let y = Math.floor(area.top); y < area.bottom - 1e-9; y++) {
    const high = Math.min(y + 1, area.bottom) - Math.max(y, area.top);
    for (let x = Math.floor(area.left); x < area.right - 1e-9; x++) {
      const wide = Math.min(x + 1, area.right) - Math.max(x, area.left);
      sum += ink[y * inkWidth + x] * high * wide;
    }
  }
  return sum / ((area.right - area.left) * (area.bottom - area.top));
}

function centreOfMass(image) {
  let [mass, x, y] = [0, 0, 0];
  image.values.forEach((value, i) => {
    mass += value;
    x += value * (i % image.width);
    y += value * Math.floor(i / image.width);
  });
  return { x: x / mass, y: y / mass };
}

function within(place, most) {
  return Math.max(0, Math.min(most, place));
}

// ------------------------------------------------------------------------------------------------ what is seen

const LINES = 60; // connections that are drawn into each layer
const PEN = 0.085; // the width of a stroke, as a part of the pad

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function percent(fraction) {
  return (100 * fraction).toFixed(1) + " %";
}

// Paints numbers of [0, 1] as ink, or of [-1, 1] in the colours of below and above zero, one canvas pixel each.
function paint(canvas, values, colourOf) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  values.forEach((value, i) => image.data.set(colourOf(value), 4 * i));
  context.putImageData(image, 0, 0);
}

// A colour of the style sheet as [red, green, blue].
function colour(name) {
  const probe = element("span", { style: `color: var(${name})` });
  document.body.append(probe);
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
  probe.remove();
  return parts;
}

function mixed(from, to, part) {
  return [...from.map((value, i) => Math.round(value + part * (to[i] - value))), 255];
}

// The colour of a number in [-1, 1]: the paper's at 0.
function diverging() {
  const [paper, below, above] = ["--cell", "--below", "--above"].map(colour);
  return (value) => mixed(paper, value < 0 ? below : above, Math.min(1, Math.abs(value)));
}

// Where one draws, by mouse, finger, pen or keyboard.
class Pad {
  constructor(canvas, changed) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { willReadFrequently: true });
    this.changed = changed;
    this.last = null;
    this.key = { x: canvas.width / 2, y: canvas.height / 4, down: false };
    canvas.addEventListener("pointerdown", (event) => this.begin(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => (this.last = null));
    }
    canvas.addEventListener("keydown", (event) => this.press(event));
  }

  place(event) {
    const box = this.canvas.getBoundingClientRect();
    const scale = this.canvas.width / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  begin(event) {
    event.preventDefault();
    this.canvas.focus();
    this.canvas.setPointerCapture(event.pointerId);
    this.last = this.place(event);
    this.stroke(this.last, this.last);
  }

  move(event) {
    if (this.last) {
      // A browser gathers the moves of a frame into one event; a curve needs them all.
      const all = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      for (const part of all.length > 0 ? all : [event]) {
        const next = this.place(part);
        this.stroke(this.last, next);
        this.last = next;
      }
    }
  }

  // Arrows move the pen, space puts it down or lifts it, Delete clears.
  press(event) {
    const step = this.canvas.width / 28;
    const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const way = ways[event.key];
    if (way) {
      const before = { ...this.key };
      this.key.x = Math.min(this.canvas.width, Math.max(0, this.key.x + way[0]));
      this.key.y = Math.min(this.canvas.height, Math.max(0, this.key.y + way[1]));
      if (this.key.down) {
        this.stroke(before, this.key);
      }
    } else if (event.key === " ") {
      this.key.down = !this.key.down;
      if (this.key.down) {
        this.stroke(this.key, this.key);
      }
    } else if (event.key === "Delete" || event.key === "Backspace") {
      this.clear();
    } else {
      return;
    }
    event.preventDefault();
    this.showPen();
  }

  showPen() {
    const pen = document.getElementById("pen");
    pen.hidden = false;
    pen.style.left = (100 * this.key.x) / this.canvas.width + "%";
    pen.style.top = (100 * this.key.y) / this.canvas.height + "%";
    pen.classList.toggle("down", this.key.down);
  }

  stroke(from, to) {
    const pen = this.context;
    pen.lineWidth = PEN * this.canvas.width;
    pen.lineCap = "round";
    pen.strokeStyle = "#000";
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    this.changed();
  }

  clear() {
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.changed();
  }

  // Shows an image, to be drawn upon.
  show(bytes, rows, columns) {
    const small = element("canvas", { width: columns, height: rows });
    paint(small, Array.from(bytes), (byte) => [0, 0, 0, byte]);
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.context.imageSmoothingEnabled = true;
    this.context.drawImage(small, 0, 0, this.canvas.width, this.canvas.height);
  }

  ink() {
    const pixels = this.context.getImageData(0, 0, this.canvas.width, this.canvas.height).data;
    return Float32Array.from({ length: pixels.length / 4 }, (_, i) => pixels[4 * i + 3] / 255);
  }
}

// The network as rows of neurons, the input above, and lines for the connections that carry most.
class NetworkView {
  constructor(network, data) {
    this.network = network;
    this.data = data;
    this.selected = null; // {l, j}
    this.waiting = false;
    this.seen = document.getElementById("seen");
    this.lines = document.getElementById("lines");
    this.stage = document.getElementById("stage");
    this.neurons = network.layers.map((layer, i) => this.addLayer(layer, i + 1));
    this.pad = new Pad(document.getElementById("pad"), () => this.redraw(null));
    document.getElementById("clear").addEventListener("click", () => this.pad.clear());
    this.addExamples();
    new ResizeObserver(() => this.redraw(this.bytes)).observe(this.stage);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw(this.bytes));
    if (data.examples.length > 0) {
      this.pick(data.examples[0]);
    }
  }

  addLayer(layer, l) {
    const last = l === this.network.layers.length;
    const row = element("div", { class: last ? "layer outputs" : "layer", role: "group" });
    // A short row fits on a phone if its neurons shrink.
    row.classList.toggle("short", layer.neurons <= 24);
    const title = `layer ${l}${last ? ", the output" : ""}: ${layer.neurons} × ${layer.activation}`;
    row.setAttribute("aria-label", title);
    const buttons = Array.from({ length: layer.neurons }, (_, j) => {
      const name = last ? this.network.classes[j] : "";
      const button = element("button", { type: "button", class: "neuron", tabindex: j === 0 ? 0 : -1 }, name);
      button.addEventListener("click", () => this.select(l, j));
      button.addEventListener("focus", () => button.setAttribute("aria-label", this.describe(l, j)));
      return button;
    });
    row.append(...buttons);
    row.addEventListener("keydown", (event) => moveWithin(event, buttons));
    this.stage.append(element("p", { class: "title" }, title), row);
    return buttons;
  }

  addExamples() {
    const place = document.getElementById("examples");
    for (const example of this.data.examples) {
      const canvas = element("canvas", { width: this.network.columns, height: this.network.rows });
      const name = `example ${example.index}, a ${this.network.classes[example.label]}`;
      const button = element("button", { type: "button", title: name, "aria-label": name }, canvas);
      paint(canvas, Array.from(bytesOf(example.pixels)), (byte) => [0, 0, 0, byte]);
      button.addEventListener("click", () => this.pick(example));
      place.append(button);
    }
  }

  pick(example) {
    const bytes = bytesOf(example.pixels);
    this.pad.show(bytes, this.network.rows, this.network.columns);
    this.redraw(bytes, example);
  }

  // Draws anew with the next frame: bytes of an example, or null for what is on the pad.
  redraw(bytes, example) {
    this.bytes = bytes;
    this.example = bytes ? example || this.example : null;
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        this.draw();
      });
    }
  }

  draw() {
    const { rows, columns } = this.network;
    const drawn = this.bytes ? null : prepare(this.pad.ink(), this.pad.canvas.width, this.pad.canvas.height, rows, columns);
    const bytes = this.bytes || drawn || new Uint8Array(rows * columns);
    this.empty = !this.bytes && !drawn;
    this.pass = forward(this.network, bytes);
    const [paper, ink] = ["--cell", "--ink"].map(colour);
    paint(this.seen, Array.from(bytes), (byte) => mixed(paper, ink, byte / 255));
    this.neurons.forEach((buttons, i) => this.drawLayer(buttons, this.pass[i + 1].a));
    this.drawLines();
    this.tell();
    this.drawDetail();
  }

  // Of a layer whose activations have no bounds, the largest is full.
  drawLayer(buttons, a) {
    const full = Math.max(1, ...a.map(Math.abs));
    const best = a.indexOf(Math.max(...a));
    buttons.forEach((button, j) => {
      button.style.setProperty("--a", Math.min(1, Math.abs(a[j]) / full));
      button.classList.toggle("below", a[j] < 0);
      button.classList.toggle("best", !this.empty && j === best);
    });
  }

  drawLines() {
    const stage = this.stage.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    this.lines.width = Math.round(stage.width * ratio);
    this.lines.height = Math.round(stage.height * ratio);
    const context = this.lines.getContext("2d");
    context.scale(ratio, ratio);
    const [below, above] = ["--below", "--above"].map(colour);
    this.network.layers.forEach((layer, i) => {
      const chosen = this.selected && this.selected.l === i + 1 ? this.selected.j : undefined;
      if (this.empty || (this.selected && chosen === undefined)) {
        return;
      }
      const connections = strongest(layer, this.pass[i].a, LINES, chosen);
      for (const { j, k, carried } of connections.reverse()) {
        const part = Math.abs(carried / connections[connections.length - 1].carried);
        const from = i === 0 ? this.pixelPlace(k, stage) : centreOf(this.neurons[i - 1][k], stage, 1);
        const to = centreOf(this.neurons[i][j], stage, 0);
        context.strokeStyle = `rgb(${(carried < 0 ? below : above).join(" ")} / ${0.1 + 0.7 * part})`;
        context.lineWidth = 0.4 + 2 * part;
        context.beginPath();
        context.moveTo(from.x, from.y);
        context.bezierCurveTo(from.x, (from.y + to.y) / 2, to.x, (from.y + to.y) / 2, to.x, to.y);
        context.stroke();
      }
    });
  }

  pixelPlace(k, stage) {
    const box = this.seen.getBoundingClientRect();
    const { rows, columns } = this.network;
    return {
      x: box.left - stage.left + (((k % columns) + 0.5) / columns) * box.width,
      y: box.top - stage.top + ((Math.floor(k / columns) + 0.5) / rows) * box.height,
    };
  }

  // The answer in words.
  tell() {
    const outputs = Array.from(this.pass[this.pass.length - 1].a);
    const order = outputs.map((_, k) => k).sort((a, b) => outputs[b] - outputs[a]);
    const named = (k) => `${this.network.classes[k]} (${percent(outputs[k])})`;
    const truth = this.example ? ` It is a ${this.network.classes[this.example.label]}.` : "";
    document.getElementById("answer").textContent = this.empty
      ? "Draw a digit, or pick one below."
      : `${named(order[0])}, then ${named(order[1])}.${truth}`;
  }

  describe(l, j) {
    const layer = this.network.layers[l - 1];
    const { z, a } = this.pass[l];
    const name = l === this.network.layers.length ? `, ${this.network.classes[j]}` : "";
    return (
      `Layer ${l}, neuron ${j}${name}: z = w · a + b = ${z[j].toFixed(3)} with b = ${layer.biases[j].toFixed(3)}, ` +
      `and ${layer.activation} makes it ${a[j].toFixed(3)}.`
    );
  }

  select(l, j) {
    const same = this.selected && this.selected.l === l && this.selected.j === j;
    this.selected = same ? null : { l, j };
    this.neurons.flat().forEach((button) => button.setAttribute("aria-pressed", "false"));
    if (!same) {
      this.neurons[l - 1][j].setAttribute("aria-pressed", "true");
    }
    this.draw();
  }

  // The weights of the neuron that was pressed: of the first layer as an image, of the others as a table.
  drawDetail() {
    const detail = document.getElementById("detail");
    if (!this.selected) {
      detail.replaceChildren(element("p", {}, "Press a neuron to see its weights."));
      return;
    }
    const { l, j } = this.selected;
    const layer = this.network.layers[l - 1];
    const a = this.pass[l - 1].a;
    const weights = Array.from(layer.weights.subarray(j * layer.inputs, (j + 1) * layer.inputs));
    const products = weights.map((w, k) => w * a[k]);
    detail.replaceChildren(element("p", {}, this.describe(l, j)));
    if (l === 1) {
      detail.append(this.image("its weights", weights), this.image("weight times input", products));
    } else {
      detail.append(productTable(weights, a, products));
    }
  }

  image(caption, values) {
    const canvas = element("canvas", { width: this.network.columns, height: this.network.rows, role: "img" });
    canvas.setAttribute("aria-label", caption);
    const largest = Math.max(...values.map(Math.abs)) || 1;
    const colourOf = diverging();
    paint(canvas, values, (value) => colourOf(value / largest));
    return element("figure", {}, canvas, element("figcaption", {}, `${caption}, ± ${largest.toPrecision(2)}`));
  }
}

// The middle of the upper (0) or lower (1) edge of an element, seen from the stage.
function centreOf(button, stage, down) {
  const box = button.getBoundingClientRect();
  return { x: box.left - stage.left + box.width / 2, y: box.top - stage.top + down * box.height };
}

// Within a layer, the arrow keys move; Tab goes on to the next layer.
function moveWithin(event, buttons) {
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (way) {
    const now = buttons.indexOf(document.activeElement);
    const next = buttons[(now + way + buttons.length) % buttons.length];
    buttons[now].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    event.preventDefault();
  }
}

// The largest terms of a neuron's sum.
function productTable(weights, a, products) {
  const table = element("table", {}, element("caption", {}, "the largest terms of w · a"));
  const heading = ["neuron", "weight", "activation", "product"].map((name) => element("th", { scope: "col" }, name));
  table.append(element("tr", {}, ...heading));
  const order = products.map((_, k) => k).sort((p, q) => Math.abs(products[q]) - Math.abs(products[p]));
  for (const k of order.slice(0, 16)) {
    const cells = [weights[k], a[k], products[k]].map((value) => element("td", {}, value.toFixed(3)));
    cells[2].className = products[k] < 0 ? "below" : "above";
    table.append(element("tr", {}, element("th", { scope: "row" }, String(k)), ...cells));
  }
  return table;
}

if (typeof document !== "undefined" && document.getElementById("network")) {
  const data = JSON.parse(document.getElementById("network").textContent);
  window.view = new NetworkView(networkOf(data), data);
}

if (typeof module !== "undefined") {
  module.exports = { networkOf, forward, strongest, prepare, bytesOf };
}
