/** What `assets/fluent.js` puts into the page. */
declare const rolebookFluent: {
  FluentBundle: typeof import("@fluent/bundle").FluentBundle;
  FluentResource: typeof import("@fluent/bundle").FluentResource;
};
/** What `assets/rolebook/catalogue.js` puts into the page: made with the site, in its language. */
declare const rolebookCatalogue: { language: string; text: string };
