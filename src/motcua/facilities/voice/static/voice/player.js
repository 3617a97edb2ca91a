/* Plays calls one after another on a display: each is a list of addresses of clips, joined without gaps.

   const player = new Player({volume: 0.8, quiet: [["11:30", "13:30"]]});
   player.add(urls);

   A list whose clips cannot all be had is played as its first clip alone (the chime): half a number misleads.
   `volume` may be changed at any time; in quiet hours (of the display's clock), and when a call has waited
   for longer than `patience` seconds, nothing is played. `onPlay(urls)` and `onDone(urls)` tell what happens. */

export class Player {
  constructor({ volume = 1, quiet = [], patience = 90, onPlay = () => {}, onDone = () => {} } = {}) {
    Object.assign(this, { quiet, patience, onPlay, onDone });
    this.context = new AudioContext();
    this.gain = this.context.createGain();
    this.gain.connect(this.context.destination);
    this.volume = volume;
    this.waiting = [];
    this.kept = new Map();
    this.isPlaying = false;
  }

  set volume(share) {
    this.gain.gain.value = Math.min(1, Math.max(0, share));
  }

  get volume() {
    return this.gain.gain.value;
  }

  add(urls) {
    if (!urls.length) return;
    urls.forEach((url) => this.clip(url).catch(() => {}));
    this.waiting.push({ urls, since: Date.now() });
    this.work();
  }

  isQuiet(now = new Date()) {
    const at = now.toTimeString().slice(0, 5);
    return this.quiet.some(([from, to]) => (from <= to ? from <= at && at < to : from <= at || at < to));
  }

  async work() {
    if (this.isPlaying) return;
    this.isPlaying = true;
    for (let call; (call = this.waiting.shift()); ) {
      if (this.isQuiet() || Date.now() - call.since > this.patience * 1000) continue;
      try {
        await this.play(call.urls);
      } catch {
        /* a display without sound still shows the call */
      }
      this.onDone(call.urls);
    }
    this.isPlaying = false;
  }

  async play(urls) {
    const all = await Promise.allSettled(urls.map((url) => this.clip(url)));
    const good = all.every((one) => one.value) ? all : all.slice(0, 1);
    const clips = good.map((one) => one.value).filter(Boolean);
    if (!clips.length) return;
    if (this.context.state === "suspended") await this.context.resume();
    this.onPlay(urls.slice(0, clips.length));
    let at = this.context.currentTime + 0.05;
    let last;
    for (const buffer of clips) {
      last = new AudioBufferSourceNode(this.context, { buffer });
      last.connect(this.gain);
      last.start(at);
      at += buffer.duration;
    }
    await new Promise((done) => (last.onended = done));
  }

  clip(url) {
    if (!this.kept.has(url)) {
      const loading = fetch(url)
        .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status)))
        .then((content) => this.context.decodeAudioData(content));
      loading.catch(() => this.kept.delete(url));
      this.kept.set(url, loading);
    }
    return this.kept.get(url);
  }
}
