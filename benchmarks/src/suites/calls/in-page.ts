/** What runs inside the pages of a call, as source text: this package has no types of the DOM. */

/**
 * Before the page loads: a tone for a microphone, a picture that says how old it is (a bar that moves with each
 * frame), a tap on what is played, and the connections at hand for their statistics.
 */
export const equip = (
  hz: number,
  picture: { readonly width: number; readonly height: number; readonly fps: number },
) =>
  `(() => {
  localStorage.setItem('maru.calls', JSON.stringify({ camera: { preview: false }, microphone: { mode: 'pushToMute' }, sounds: false }));
  const Original = RTCPeerConnection;
  window.benchConnections = [];
  window.RTCPeerConnection = class extends Original {
    constructor(...given) { super(...given); window.benchConnections.push(this); }
  };
  const tone = () => {
    const context = new AudioContext();
    const oscillator = context.createOscillator();
    const loudness = context.createGain();
    const out = context.createMediaStreamDestination();
    oscillator.frequency.value = ${hz};
    loudness.gain.value = 0.25;
    oscillator.connect(loudness).connect(out);
    oscillator.start();
    return out.stream.getAudioTracks()[0];
  };
  const moving = () => {
    const canvas = document.createElement('canvas');
    canvas.width = ${picture.width};
    canvas.height = ${picture.height};
    const draw = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      frame++;
      draw.fillStyle = 'hsl(' + (frame * 7) % 360 + ' 60% 50%)';
      draw.fillRect(0, 0, canvas.width, canvas.height);
      // Something for an encoder to do: faces move less than this.
      for (let at = 0; at < 40; at++) {
        draw.fillStyle = 'hsl(' + (at * 37 + frame * 3) % 360 + ' 70% ' + (30 + at) + '%)';
        draw.fillRect((at * 53 + frame * 5) % canvas.width, (at * 31 + frame * 2) % canvas.height, 60, 40);
      }
    }, ${Math.round(1_000 / picture.fps)});
    return canvas.captureStream(${picture.fps}).getVideoTracks()[0];
  };
  navigator.mediaDevices.getUserMedia = async (wanted) =>
    new MediaStream([...(wanted && wanted.audio ? [tone()] : []), ...(wanted && wanted.video ? [moving()] : [])]);
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      const ear = this.context.createAnalyser();
      ear.fftSize = 512;
      connect.call(this, ear);
      window.benchEar = ear;
    }
    return connect.call(this, to, ...rest);
  };
  addEventListener('pointerdown', () => { window.benchPressed = performance.now(); }, true);
})()`;

/** Milliseconds from the last press to the first sound that is heard and to the first frame of somebody's camera. */
export const firstMedia = `new Promise((resolve, reject) => {
  const found = { audio: null, video: null };
  let watched = null;
  const end = () => { clearInterval(timer); clearTimeout(limit); };
  const limit = setTimeout(() => { end(); reject(new Error('no media: ' + JSON.stringify(found))); }, 60_000);
  const samples = new Float32Array(512);
  const timer = setInterval(() => {
    const ear = window.benchEar;
    if (found.audio === null && ear && ear.context.state === 'running') {
      ear.getFloatTimeDomainData(samples);
      if (samples.some((sample) => Math.abs(sample) > 0.02)) found.audio = performance.now() - window.benchPressed;
    }
    const video = document.querySelector('video[data-kind="camera"]');
    if (video && video !== watched) {
      watched = video;
      video.requestVideoFrameCallback((now) => { found.video = now - window.benchPressed; });
    }
    if (found.audio !== null && found.video !== null) { end(); resolve(found); }
  }, 4);
})`;

/** Sums over all that comes in now, of the connections that stand. */
export const received = `(async () => {
  const sum = {
    connections: 0, packets: 0, lost: 0, samples: 0, concealed: 0, jitterMs: 0,
    frames: 0, freezes: 0, frozenSeconds: 0, bytes: 0, roundTripMs: 0, pictures: 0, height: 0,
  };
  for (const connection of window.benchConnections) {
    if (connection.connectionState !== 'connected') continue;
    const stats = [...(await connection.getStats()).values()];
    if (!stats.some(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')) continue;
    sum.connections++;
    for (const one of stats) {
      if (one.type === 'candidate-pair' && one.nominated) sum.roundTripMs += (one.currentRoundTripTime ?? 0) * 1_000;
      if (one.type !== 'inbound-rtp') continue;
      sum.bytes += one.bytesReceived;
      if (one.kind === 'audio') {
        sum.packets += one.packetsReceived;
        sum.lost += one.packetsLost;
        sum.samples += one.totalSamplesReceived ?? 0;
        sum.concealed += one.concealedSamples ?? 0;
        sum.jitterMs = Math.max(sum.jitterMs, (one.jitter ?? 0) * 1_000);
      } else if (one.framesDecoded > 5) {
        sum.pictures++;
        sum.frames += one.framesDecoded;
        sum.freezes += one.freezeCount ?? 0;
        sum.frozenSeconds += one.totalFreezesDuration ?? 0;
        sum.height = Math.max(sum.height, one.frameHeight ?? 0);
      }
    }
  }
  return { ...sum, at: performance.now() };
})()`;
