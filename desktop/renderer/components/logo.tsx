/** The mark: boards of a wooden floor, meeting. */
export const Logo = ({ size = 40 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 40 40" fill="none" aria-hidden="true" focusable="false">
    <rect width="40" height="40" rx="11" fill="var(--accent-solid)" />
    <g fill="var(--on-accent)">
      <rect x="9" y="9" width="13" height="6" rx="1.6" />
      <rect x="9" y="17" width="6" height="14" rx="1.6" />
      <rect x="25" y="9" width="6" height="13" rx="1.6" />
      <rect x="17" y="25" width="14" height="6" rx="1.6" />
      <rect x="17.2" y="17.2" width="5.6" height="5.6" rx="1.6" opacity="0.62" />
    </g>
  </svg>
);
