-- Maps in documents that Pandoc or Quarto reads: a code block of the class `argmap` becomes the
-- picture of the map in it, or with file="..." of a map file, and a link to its page.
--
--   pandoc --lua-filter argmap.lua text.md -o text.html
--
-- It runs the program `argmap`. A map that does not check stops the build.
-- Attributes: file, page (an address to link to), theme, direction, depth, focus, width.

local OPTIONS = { "theme", "direction", "depth", "focus", "width" }

-- Run argmap, and stop with what it says if it finds or cannot do something.
local function argmap(arguments, input)
  local worked, result = pcall(pandoc.pipe, "argmap", arguments, input)
  if worked then return result end
  local said = type(result) == "table" and result.output or tostring(result)
  if said == nil or said == "" then said = "argmap " .. arguments[1] .. " failed" end
  io.stderr:write("argmap: the map does not check, or cannot be drawn:\n", said, "\n")
  error("a map in the document does not check, so nothing is written", 0)
end

local function extension()
  if FORMAT:match("html") or FORMAT:match("slides") or FORMAT == "revealjs" then return "svg" end
  if FORMAT:match("latex") or FORMAT == "beamer" or FORMAT == "context" then return "pdf" end
  return "png"
end

-- The folder that the document is written into, or nil where it goes to standard output.
local function folder_of_output()
  local output = PANDOC_STATE.output_file
  if output == nil or output == "-" then return nil end
  return pandoc.path and pandoc.path.directory(output) or output:match("^(.*)[/\\]") or "."
end

local function write_page(name, map, input)
  local folder = folder_of_output()
  if folder == nil then
    io.stderr:write("argmap: no page is written, since the document goes to standard output\n")
    return nil
  end
  local file = name .. ".html"
  argmap({ "render", map, "-o", folder .. "/" .. file }, input)
  return file
end

function CodeBlock(block)
  if not block.classes:includes("argmap") then return nil end
  local file = block.attributes.file
  -- A document may come from a stranger: what it names is below the folder that Pandoc runs in.
  if file and (file:match("^[/\\~]") or file:match("^%a:") or file:match("%.%.")) then
    io.stderr:write("argmap: ", file, " is not below the folder in which Pandoc runs\n")
    error("a map in the document may not be read, so nothing is written", 0)
  end
  local map, input = file or "-", file and "" or block.text
  argmap({ "check", map }, input)
  local format = extension()
  local arguments = { "render", map, "-f", format }
  for _, option in ipairs(OPTIONS) do
    if block.attributes[option] then
      table.insert(arguments, "--" .. option)
      table.insert(arguments, block.attributes[option])
    end
  end
  if format == "svg" and not block.attributes.theme then
    table.insert(arguments, "--theme")
    table.insert(arguments, "auto")
  end
  if format == "png" then
    table.insert(arguments, "--scale")
    table.insert(arguments, "2")
  end
  local picture = argmap(arguments, input)
  local name = "argmap-" .. pandoc.utils.sha1(table.concat(arguments, " ") .. block.text):sub(1, 8)
  local blocks = pandoc.List()
  if format == "svg" then
    -- Ids in several pictures of one document must differ.
    picture = picture:gsub('"argmap%-', '"' .. name .. "-"):gsub("#argmap%-", "#" .. name .. "-")
    picture = picture:gsub("<svg ", '<svg style="max-width:100%%;height:auto" ', 1)
    blocks:insert(pandoc.RawBlock("html", '<figure class="argmap">' .. picture .. "</figure>"))
    local page = block.attributes.page or write_page(name, map, input)
    if page then
      blocks:insert(pandoc.Para({ pandoc.Link("Open the interactive map", page) }))
    end
  else
    local kinds = { pdf = "application/pdf", png = "image/png" }
    pandoc.mediabag.insert(name .. "." .. format, kinds[format], picture)
    blocks:insert(pandoc.Para({ pandoc.Image("Argument map", name .. "." .. format) }))
    if block.attributes.page then
      blocks:insert(pandoc.Para({ pandoc.Link("Open the interactive map", block.attributes.page) }))
    end
  end
  return blocks
end
