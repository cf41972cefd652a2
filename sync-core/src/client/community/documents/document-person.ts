/** Somebody as documents name them: by what governance calls them, never by what a document says. */
import type { Community } from '../../../governance/index.ts';
import type { MemberId } from '../../../model/index.ts';
import type { DocumentPerson } from '../../document-views.ts';
import { personOf } from '../people.ts';

export const documentPerson = (community: Community, member: MemberId): DocumentPerson => {
  const { name, colour } = personOf(community, member);
  return { member, name, colour };
};
