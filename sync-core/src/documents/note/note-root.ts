/** The one shared type of a note: an XML fragment as Tiptap writes it (decision 0027, "The page of a note"). */
export const noteRoot = 'default';
