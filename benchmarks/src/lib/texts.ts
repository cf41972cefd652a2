/**
 * Messages as people type them, made by a seed: Korean and English, a few words that are said all the
 * time and many that are said once (Zipf), 10 to 300 characters. No outside text, so that a clone has all.
 */
import { createSeeded, type Seeded } from './seeded.ts';

const korean =
  '오늘 저녁 내일 아침 우리 같이 다들 정말 그냥 조금 많이 빨리 다시 먼저 나중에 지금 여기 거기 어디 누가 언제 왜 어떻게 회의 모임 마을 정원 나무 바람 비가 날씨 사진 파일 서버 버전 오류 수정 배포 시험 결과 숫자 그림 색깔 글자 화면 버튼 설정 알림 채널 메시지 답장 링크 확인 부탁 감사 미안 괜찮아 좋아요 싫어요 맛있어 배고파 커피 점심 저녁밥 김치 라면 고양이 강아지 영화 음악 노래 게임 축구 야구 여행 기차 버스 지하철 학교 도서관 책상 의자 창문 열쇠 가방 신발 모자 시계 전화 컴퓨터 키보드 마우스 이야기해요 갑니다 왔어요 했습니다 할게요 모르겠어요 알겠습니다 그렇군요 맞아요 아니요'.split(
    ' ',
  );
const english =
  'the a and to of is it that this for on with you we they not but have are was will can do just now then when where how why who meeting build server release error fix test result number picture colour screen button setting channel message reply link check please thanks sorry coffee lunch dinner cat dog film music song game train bus school library desk window key bag phone computer keyboard tomorrow today tonight morning evening later soon maybe always never almost really quite very good bad slow fast broken working done started stopped waiting reading writing talking'.split(
    ' ',
  );
/** Two syllables that stand in about one message of 50 and one of 2,000: what searches look for. */
export const searchWords = {
  korean: '정원',
  koreanRare: '다람쥐',
  english: 'library',
  englishRare: 'squirrel',
};

/** Falls off as words do in speech: squaring favours the front of the list. */
const common = (words: readonly string[], random: Seeded): string =>
  words[Math.floor(random.next() ** 2 * words.length)] ?? '';

const rare = (random: Seeded, hangul: boolean): string => {
  const length = 2 + random.below(2);
  const letters = Array.from({ length: hangul ? length : length * 2 }, () =>
    String.fromCodePoint(hangul ? 0xac00 + random.below(11_172) : 0x61 + random.below(26)),
  );
  return letters.join('');
};

export type Texts = { next(): string };

export const createTexts = (seed: number): Texts => {
  const random = createSeeded(seed);
  return {
    next() {
      const hangul = random.next() < 0.6;
      const words = 3 + Math.floor(random.next() ** 2 * 30);
      const parts: string[] = [];
      for (let index = 0; index < words; index++)
        parts.push(random.next() < 0.04 ? rare(random, hangul) : common(hangul ? korean : english, random));
      if (random.next() < 1 / 2_000) parts.push(hangul ? searchWords.koreanRare : searchWords.englishRare);
      return parts.join(' ');
    },
  };
};

/** Exactly `bytes` bytes of UTF-8, for what is counted per message. */
export const textOfBytes = (seed: number, bytes: number): string => {
  const texts = createTexts(seed);
  let text = '';
  while (Buffer.byteLength(text) < bytes) text = `${text}${text === '' ? '' : ' '}${texts.next()}`;
  const cut = Buffer.from(text).subarray(0, bytes).toString('utf8').replace(/�+$/, '');
  return cut.padEnd(cut.length + bytes - Buffer.byteLength(cut), '.');
};
