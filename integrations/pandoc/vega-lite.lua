--[[ vega-lite.lua: a filter of pandoc and Quarto that draws code blocks of class vega-lite with tuban.

    ```{.vega-lite #fig-sales caption="Sales by *region*" alt="Bars of two regions" width=120mm}
    {"data": {"url": "sales.csv"}, "mark": "bar", …}
    ```

    ```{.vega-lite file=charts/sales.vl.json}
    ```

  pandoc -L vega-lite.lua report.md -o report.pdf

  file     the chart is read from that file, and the block is empty
  caption  Markdown; the chart is a figure then
  alt      what readers hear who do not see the chart
  width, height    a length (mm, cm, in, pt, px) lays the chart out anew at that size; a share of the line (60%) only scales the picture
  style    an installed style or a file, as tuban render has it

HTML gets SVG in the page, with its tooltips and links; PDF, by way of LaTeX or ConTeXt, vectors; DOCX SVG, with the PNG that pandoc adds
for programs without SVG (by rsvg-convert; without that program, PNG alone). Data and files are named from the folder that pandoc runs in. tuban is
looked for in the PATH, or is what the environment variable TUBAN names. A chart with an error ends pandoc; tuban's message is above pandoc's. ]]

local TUBAN = os.getenv("TUBAN") or "tuban"
local number = 0

local function fail(text)
  error("vega-lite chart " .. number .. ": " .. text, 0)
end

local function is_length(text)
  return text:match("^%d*%.?%d+%s*%a*$") ~= nil
end

-- The options of tuban for the attributes of a block.
local function options_of(attributes)
  local options = {}
  for _, name in ipairs { "width", "height", "style" } do
    local value = attributes[name]
    local shares_line = name == "width" and value and value:match("^%d*%.?%d+%%$")
    if value and not shares_line then
      if (name == "width" or name == "height") and not is_length(value) then
        fail(name .. '="' .. value .. '" is neither a length such as 80mm nor a share such as 60%')
      end
      options[#options + 1] = "--" .. name .. "=" .. value
    end
  end
  return options
end

-- The chart's bytes in that format. tuban prints its messages on standard error, beside pandoc's own.
local function draw(block, format, more)
  local file = block.attributes.file
  if file and block.text:match("%S") then fail("it has both a file and a text") end
  local words = { "render", "-q", "-o", "-", "-f", format }
  for _, word in ipairs(more or {}) do words[#words + 1] = word end
  for _, word in ipairs(options_of(block.attributes)) do words[#words + 1] = word end
  words[#words + 1] = file and (file:match("^/") and file or "./" .. file) or "-"
  local drawn, result = pcall(pandoc.pipe, TUBAN, words, file and "" or block.text)
  if drawn then return result end
  local code = type(result) == "table" and result.error_code or nil
  if code == 127 or code == nil then fail("the program " .. TUBAN .. " cannot be run") end
  fail("it cannot be drawn (see the message of tuban above; status " .. tostring(code) .. ")")
end

local function escaped(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function caption_of(attributes)
  if not attributes.caption then return nil end
  local first = pandoc.read(attributes.caption, "markdown").blocks[1]
  return first and first.content or pandoc.List {}
end

-- Names of the chart's own, since several are in one page.
local function rename(svg)
  local prefix = "chart" .. number .. "-"
  return (svg:gsub("<[^>]*>", function(tag)
    return (tag:gsub(' id="', ' id="' .. prefix):gsub("url%(#", "url(#" .. prefix):gsub('href="#', 'href="#' .. prefix))
  end))
end

local function html_of(block)
  local attributes = block.attributes
  local svg = rename(draw(block, "svg"))
  local share = attributes.width and attributes.width:match("%%$") and ("width:" .. attributes.width .. ";") or ""
  local more = ' style="' .. share .. 'max-width:100%;height:auto"'
  if attributes.alt then more = more .. ' aria-label="' .. escaped(attributes.alt) .. '"' end
  svg = svg:gsub("<svg", function(tag) return tag .. more end, 1)
  local id = block.identifier ~= "" and (' id="' .. escaped(block.identifier) .. '"') or ""
  local caption = caption_of(attributes)
  local figure = pandoc.List { pandoc.RawBlock("html", "<figure" .. id .. ">\n" .. svg) }
  if caption then
    figure:extend { pandoc.RawBlock("html", "<figcaption>"), pandoc.Plain(caption), pandoc.RawBlock("html", "</figcaption>") }
  end
  figure:insert(pandoc.RawBlock("html", "</figure>"))
  return figure
end

local function has_converter()
  local done = os.execute("rsvg-convert --version >/dev/null 2>&1")
  return done == true or done == 0
end

-- The format of the picture, and what else tuban is asked for.
local function picture_format()
  if FORMAT:match("latex") or FORMAT:match("beamer") or FORMAT:match("context") then return "pdf" end
  if FORMAT:match("docx") and has_converter() then return "svg" end
  if FORMAT:match("odt") or FORMAT:match("epub") or FORMAT:match("typst") then return "svg" end
  return "png", { "--dpi=288" }
end

local TYPES = { pdf = "application/pdf", svg = "image/svg+xml", png = "image/png" }

local function picture_of(block)
  local attributes = block.attributes
  local format, more = picture_format()
  local bytes = draw(block, format, more)
  local name = "chart-" .. pandoc.utils.sha1(bytes) .. "." .. format
  pandoc.mediabag.insert(name, TYPES[format], bytes)
  local given = {}
  if attributes.width and attributes.width:match("%%$") then given.width = attributes.width end
  if attributes.alt then given.alt = attributes.alt end
  local caption = caption_of(attributes)
  local alt = attributes.alt and { pandoc.Str(attributes.alt) } or caption or {}
  if not caption then return pandoc.Para { pandoc.Image(alt, name, "", pandoc.Attr(block.identifier, {}, given)) } end
  if pandoc.Figure then -- pandoc 3
    local image = pandoc.Image(alt, name, "", pandoc.Attr("", {}, given))
    return pandoc.Figure({ pandoc.Plain { image } }, { long = { pandoc.Plain(caption) } }, pandoc.Attr(block.identifier))
  end
  return pandoc.Para { pandoc.Image(caption, name, "fig:", pandoc.Attr(block.identifier, {}, given)) }
end

local function is_page()
  if FORMAT:match("epub") then return false end
  return FORMAT:match("html") or FORMAT:match("slidy") or FORMAT:match("slideous") or FORMAT:match("s5") or FORMAT:match("dzslides") or
    FORMAT:match("revealjs")
end

function CodeBlock(block)
  if not block.classes:includes("vega-lite") then return nil end
  number = number + 1
  return is_page() and html_of(block) or picture_of(block)
end
