"""Every limit and slack that rules and proofs measure by, each with its reason, in one table.

What an edition or an order declares (sizes, margins, type floors) is no tolerance and stands there.
`docs/proofs.md` lists these from here.
"""

# Where things lie.

# Layout and PDFium round boxes in their own ways, and letters reach a little out of theirs.
PLACE_SLACK_PT = 0.6
# What is only looked for in an area may stick out of it: tags and images round their corners.
AREA_SLACK_PT = 1.0
# Lines of layout differ from their panel's edge by rounding alone.
PANEL_SLACK_PT = 0.1
# Page sizes pass through the pixels of CSS and back, and are rounded.
PAGE_SIZE_SLACK_PT = 0.1
# Letters are moved together with their page, to a hundredth; half a point is seen by no one.
SHEET_SLACK_PT = 0.5
# Inner sheets are pulled to the spine by the paper around them: of 12 sheets by 3.2 pt.
MOST_CREEP_PT = 4.0
# A y or j reaches out of its box to the left; in a large title that is more than the slack.
OVERHANG_SHARE_OF_TYPE = 0.05
# Tight boxes of letters on different lines may touch; more than this is one over the other.
LETTER_OVERLAP_PT = 0.9
# Viewers count from the top in whole points.
OPENING_SLACK_PT = 1.0

# How text flows.

# A page before the last of its flow that is emptier looks like a mistake.
LEAST_FILLED_SHARE = 0.4
# An emptier page is told: what follows has not fitted there, whatever gave way.
MOST_NEARLY_EMPTY_SHARE = 0.25
# With less below it a heading stands alone at the end of a page.
LEAST_LINES_BELOW_HEADING = 2
# Letters and spaces: what ends a paragraph and is shorter looks lost.
LEAST_LAST_LINE_LETTERS = 12
# Letters and spaces: words that are longer together may not fit in a column, and are not tied.
MOST_TIED_LETTERS = 21
# A title sets its lines large: a word of so many letters may fill one.
LEAST_TITLE_LINE_LETTERS = 4

# With fewer lines there is no room to write.
LEAST_FILLED_LINES = 3
# A panel of fixed size that text fills less is spread until it is so full: less looks unfinished.
SPREAD_PANEL_SHARE = 0.97
# Times the margins between blocks: wider, and they no longer belong together.
MOST_FEATHER = 3.0

# Words and type.

# The least white space that reads as a word space.
WORD_SPACE_SHARE_OF_TYPE = 0.15
# So far above a letter stands no raised mark of its line: there another column begins.
COLUMN_RISE_SHARE_OF_TYPE = 1.5
# Kerning moves the pen by up to half as much; more of a space inside a word is a tear.
LEAST_TEAR_SHARE_OF_TYPE = 0.1
# So few letters stand in other wording by chance.
MOST_CHANCE_LETTERS = 3
# A panel with fewer words is a cover or a band, and no place to move text to.
LEAST_WORDS_OF_A_PANEL = 40
# Type sizes are written with two decimals.
TYPE_SLACK_PT = 0.05
# The x of our fonts is higher than this; lower ones come from features such as small capitals.
LEAST_X_HEIGHT_SHARE_OF_TYPE = 0.41
# Raised marks are read with the line they stand on; AMA sets them at about two thirds.
LEAST_MARK_SHARE_OF_TYPE = 0.65
# A mark counts as raised from here on; less is a descender or rounding.
RAISED_SHARE_OF_TYPE = 0.15

# Contrast.

# WCAG 2.1, 1.4.3: any text.
LEAST_TEXT_RATIO = 4.5
# WCAG 2.1, 1.4.3: type from 18 pt, bold type from 14 pt.
LEAST_LARGE_TEXT_RATIO = 3.0
# WCAG 2.1, 1.4.6: what is read at length.
LEAST_BODY_RATIO = 7.0
# WCAG 2.1, 1.4.11: edges and lines.
LEAST_EDGE_RATIO = 3.0
# Larger figures are drawings, not signs.
MOST_SIGN_PT = 24.0
# Two signs are told apart by this share of their area.
LEAST_SIGN_SHARE_OF_AREA = 0.06
# Of 255 grays: by so many a part of a sign must differ to count.
LEAST_SIGN_GRAYS = 48
# Of 255 grays: what is paler is smoothing at the edge of a shape, not ink near the paper's edge.
LEAST_PAPER_GRAY = 250
# A part of a picture that stands out less is not seen on its ground, but for sharp eyes.
LEAST_SHAPE_RATIO = 1.5
# Of what is solid in a logo or picture: more is a letter or a sign of it.
MOST_LOST_SHARE_OF_PICTURE = 0.05
# Of 255, in each channel: what is less white is seen beside white paper.
LEAST_WHITE = 250
# Of the four edges of a logo: so much white is a ground, and no part of the sign.
LEAST_WHITE_SHARE_OF_EDGES = 0.95
# Of what is around a logo: two of its sides, where it stands in the corner of a tint.
LEAST_TINTED_SHARE_AROUND = 0.4
# Of a figure, which may shade its ground in a pale colour.
MOST_LOST_SHARE_OF_FIGURE = 0.5
# Of a logo or picture: so much may be paler than edges and lines must be.
MOST_PALE_SHARE_OF_PICTURE = 0.5

# Things, fields and pictures.

# A phone reads a code from a copy at arm's length from about 0.4 mm a module.
LEAST_MODULE_PT = 1.2
# A smaller box is missed by a pen.
LEAST_CHECKBOX_PT = 9.0
# A smaller figure is a speck.
LEAST_FIGURE_PT = 7.0
# So thick may the edge of a box be; what lies inside it is looked at for a tick.
BOX_EDGE_PT = 2.5
# Smaller type in a field is not read by those who type it.
LEAST_FIELD_TYPE_PT = 11.0
# Fewer points hold no word.
LEAST_FIELD_WIDTH_PT = 36.0
# Viewers set lines of a field so far apart.
FIELD_LEADING = 1.2
# A field ends at the rule of its last line, but for the thickness of that.
MOST_FIELD_ABOVE_RULE_PT = 2.0
# A label further under its line would be read as the title of what follows.
MOST_LABEL_BELOW_PT = 8.0
# Of the pixels that a channel wants: below this eyes see blur (225 of 300 ppi, GWG2015, 4.26).
GOOD_SHARE_OF_PPI = 0.75
# Below this they see steps (150 of 300 ppi, GWG2015, 4.26).
LEAST_SHARE_OF_PPI = 0.5
# Pixels are whole, and so are not always as many as were asked for.
PPI_SLACK = 1.0
# A picture is compared in so many cells each way, in gray.
MOST_PICTURE_CELLS = 24
# Smaller cells would compare how pictures are stretched to whole pixels.
LEAST_PICTURE_CELL_PX = 8
# Of 255: a cell that is so clear shows the ground, and one so near to 255 nothing of it.
MOST_CLEAR_ALPHA = 4
# Of 255 grays; measured: up to 25 for hard edges of a logo, 94 under a lid.
MOST_PICTURE_GRAYS_OFF = 40.0
# Gray values that rise half as fast as those of the file, or less, are no picture of it.
LEAST_PICTURE_SLOPE = 0.5
# Nor are those that rise twice as fast.
MOST_PICTURE_SLOPE = 2.0
# Of 255, in gray, red, green or blue: how far a drawing may be off in its worst cell.
MOST_DRAWING_OFF = 48.0
# Of 255: so far apart red, green and blue of a gray may come out of a picture's compression.
MOST_GRAY_SPREAD = 3

# Files.

# Seconds on a slow phone, and far below what mail servers take.
MOST_SCREEN_BYTES = 300_000
# The same, with pictures in it.
MOST_SCREEN_BYTES_WITH_PICTURES = 1_000_000

# Press files.

# Of CIEDE2000: inks that fit their colour were off by 3.7, those of another brand by 9 and more.
MOST_UNLIKE_INKS = 7.0
# Programs write sizes in whole points or millimetres; half a point is no other size.
PRESS_SLACK_PT = 0.5
# Boxes that lie in each other may differ by what programs cut off their decimals.
BOX_SLACK_PT = 0.05
# What ends so near to the printed part touches it, but for rounding.
TOUCH_SLACK_PT = 0.1
# Type sizes and widths of lines are multiplied out of matrices.
PRESS_TYPE_SLACK_PT = 0.01
# Type below this overprints, and is printed in black alone (GWG 2022, R0009; rich black ours).
SMALL_TYPE_PT = 12.0
# Lines below this overprint (GWG 2022, R0010).
THIN_LINE_PT = 2.0
# White type, and type in several inks, is no smaller (GWG 2022, R0016 and R0017).
LEAST_COLOURED_TYPE_PT = 8.0
# Less of an ink is a rounding.
LEAST_INK_SHARE = 0.005
# Darker text is meant to be black (GWG 2022, R0015).
LEAST_BLACK_SHARE = 0.85
# More of the other inks makes it rich.
MOST_OTHER_INKS_SHARE = 0.05
# Black text of any size takes no more of all inks together (GWG 2022, R0015).
MOST_RICH_BLACK_SHARE = 2.8
# 150 and 225 ppi (GWG 2022, R0031), less one for whole pixels: steps are seen below the first.
LEAST_PRESS_PPI = 149.0
# Blur is seen below the second.
GOOD_PRESS_PPI = 224.0
# More pixels are not seen, and only make files large.
MOST_PRESS_PPI = 450.0
# The same for pictures of one bit, 550 and 800 (GWG 2022, R0032).
LEAST_BITMAP_PPI = 549.0
# Steps are not seen from here on.
GOOD_BITMAP_PPI = 799.0
# Inks add up to no more (GWG 2022, R0026).
MOST_GWG_INK_PCT = 320.0
# Averages come from pictures with 256 steps for each ink.
INK_SLACK_PCT = 1.0
