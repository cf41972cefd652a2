/** Cameras and screens that are drawn rather than filmed: a person against a wall, a page of text, a slide. */

const everyMs = 200;

type Draw = (canvas: CanvasRenderingContext2D, beat: number) => void;

const trackOf = (width: number, height: number, draw: Draw): MediaStreamTrack => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('bug: no canvas');
  let beat = 0;
  draw(context, beat);
  setInterval(() => draw(context, ++beat), everyMs);
  const [track] = canvas.captureStream(1_000 / everyMs).getVideoTracks();
  if (!track) throw new Error('bug: a canvas without a track');
  return track;
};

/** Somebody at a desk by a window: another light and hair for each. */
export const drawnCamera = (who: number): MediaStreamTrack =>
  trackOf(640, 360, (context, beat) => {
    const hue = (who * 67 + 25) % 360;
    const sway = Math.sin(beat / 6 + who) * 6;
    const wall = context.createLinearGradient(0, 0, 640, 360);
    wall.addColorStop(0, `hsl(${hue} 24% 76%)`);
    wall.addColorStop(1, `hsl(${(hue + 30) % 360} 22% 52%)`);
    context.fillStyle = wall;
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = `hsl(${hue} 40% 90% / 0.75)`;
    context.fillRect(48, 36, 120, 168);
    context.fillStyle = `hsl(${hue} 20% 48%)`;
    context.fillRect(104, 36, 6, 168);
    context.fillStyle = `hsl(${(hue + 180) % 360} 28% 34%)`;
    context.beginPath();
    context.ellipse(320 + sway, 372, 168, 138, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = `hsl(26 ${34 + (who % 3) * 6}% ${68 - (who % 4) * 7}%)`;
    context.beginPath();
    context.ellipse(320 + sway, 180, 66, 82, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = `hsl(24 22% ${18 + (who % 3) * 9}%)`;
    context.beginPath();
    context.ellipse(320 + sway, 132, 72, 56, 0, Math.PI, Math.PI * 2);
    context.fill();
  });

const paper = (context: CanvasRenderingContext2D, ground: string, frame: string): void => {
  context.fillStyle = ground;
  context.fillRect(0, 0, 1_280, 720);
  context.fillStyle = frame;
  context.fillRect(0, 0, 1_280, 44);
};

/** An editor for odd numbers, a slide for even ones. */
export const drawnScreen = (who: number): MediaStreamTrack =>
  trackOf(1_280, 720, (context, beat) => {
    if (who % 2 === 1) {
      paper(context, '#20242b', '#2c313a');
      context.font = '22px monospace';
      for (let line = 0; line < 18; line++) {
        context.fillStyle = '#6b7483';
        context.fillText(String(line + 1).padStart(3), 24, 92 + line * 34);
        context.fillStyle = ['#c8d3e0', '#8fbf9f', '#d0a878', '#8ea9d6'][line % 4] ?? '#c8d3e0';
        context.fillText(
          'const quiet = '.slice(0, 8 + (line % 7)) + 'maru'.repeat(1 + (line % 5)),
          96,
          92 + line * 34,
        );
      }
      context.fillStyle = beat % 4 < 2 ? '#e8edf4' : '#20242b';
      context.fillRect(96, 688, 12, 24);
      return;
    }
    paper(context, '#f6f1e7', '#e6dccb');
    context.fillStyle = '#3b2f24';
    context.font = "600 56px 'Pretendard Variable'";
    context.fillText('토지 1부, 세 번째 모임', 96, 190);
    context.font = "32px 'Pretendard Variable'";
    ['서희가 마당을 바라보는 장면', '평사리라는 곳', '다음 주까지 읽을 곳'].forEach((text, index) => {
      context.fillText(`·  ${text}`, 112, 290 + index * 72);
    });
    context.fillStyle = '#b4582f';
    context.fillRect(96, 620, 40 + (beat % 50) * 20, 8);
  });
