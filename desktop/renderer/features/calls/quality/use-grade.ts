/** How good the call is as a whole: told anew only when two readings in a row agree, so that it doesn't flicker. */
import { useEffect, useState } from 'react';
import { type Grade, gradeOf, worstOf } from '../../../calls/quality/connection-quality.ts';
import { useServices } from '../../../stores/services.ts';

export const useGrade = (): Grade => {
  const { call } = useServices();
  const [grade, setGrade] = useState<Grade>('none');
  useEffect(() => {
    let last: Grade = 'none';
    const look = () => {
      const next = worstOf(Object.values(call.qualities.getState()).map(gradeOf));
      setGrade((shown) => (next === last || shown === 'none' || next === 'none' ? next : shown));
      last = next;
    };
    look();
    return call.qualities.subscribe(look);
  }, [call]);
  return grade;
};
