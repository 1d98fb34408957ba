"""xAIF and the older OVA2: their codecs, the marked text and the canvas of OVA."""
