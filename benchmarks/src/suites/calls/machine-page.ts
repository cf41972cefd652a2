/** What runs inside a page of a call, as source text: this package has no types of the DOM. */
export const callPage = `(() => {
  const connections = [];
  let context;
  let camera;
  window.start = async () => {
    context = new AudioContext();
    const video = { width: 1280, height: 720, frameRate: 30 };
    [camera] = (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks();
  };
  const voice = () => {
    const tone = context.createOscillator();
    const out = context.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    return out.stream.getAudioTracks()[0];
  };
  const gathered = (connection) => new Promise((resolve) => {
    const look = () => connection.iceGatheringState === 'complete' && resolve();
    connection.addEventListener('icegatheringstatechange', look);
    look();
  });
  const connect = (shows) => {
    const connection = new RTCPeerConnection();
    const stream = new MediaStream();
    connection.addTrack(voice(), stream);
    if (shows) connection.addTrack(camera, stream);
    else connection.addTransceiver('video');
    connection.addEventListener('track', ({ track }) => {
      const element = document.createElement(track.kind);
      Object.assign(element, { muted: true, autoplay: true, srcObject: new MediaStream([track]) });
      element.style.width = '320px';
      document.body.append(element);
    });
    connections.push(connection);
    return connection;
  };
  const describe = async (connection) => {
    await connection.setLocalDescription();
    await gathered(connection);
    return connection.localDescription.sdp;
  };
  window.offer = async (shows) => {
    const connection = connect(shows);
    return [connections.length - 1, await describe(connection)];
  };
  window.answer = async (sdp, shows) => {
    const connection = connect(shows);
    await connection.setRemoteDescription({ type: 'offer', sdp });
    return describe(connection);
  };
  window.accept = (index, sdp) => connections[index].setRemoteDescription({ type: 'answer', sdp });
  window.tune = async (encoding) => {
    for (const connection of connections)
      for (const sender of connection.getSenders()) {
        if (sender.track?.kind !== 'video') continue;
        const parameters = sender.getParameters();
        Object.assign(parameters.encodings[0], encoding);
        await sender.setParameters(parameters);
      }
  };
  window.count = async () => {
    const sum = { sent: 0, decoded: 0, bytes: 0 };
    for (const connection of connections)
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === 'outbound-rtp') sum.bytes += entry.bytesSent;
        if (entry.type === 'outbound-rtp' && entry.kind === 'video') sum.sent += entry.framesSent;
        if (entry.type === 'inbound-rtp' && entry.kind === 'video') sum.decoded += entry.framesDecoded;
      }
    return sum;
  };
})()`;
