// Results of a search show a piece of each page, which a browser may not read for a page that was
// opened from disk: there they show the titles alone.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
