/** Any fixed moment: pictures of the gallery must not depend on when they are taken. */
export const galleryMoment = Date.UTC(2026, 7, 12, 3, 12, 40);
