# The frame of every page.
frame-skip = Skip to content
frame-menu = Menu
frame-menu-close = Close menu
frame-nav-cabinet = Account sections
frame-nav-office = Back office sections
frame-office = Back office
frame-to-cabinet = My account
frame-to-office = Back office
frame-to-site = Site
frame-login = Log in
frame-logout = Log out
frame-phone = Phone
frame-language = Language
frame-view = Page view
frame-size-large = Large text
frame-size-normal = Normal text
frame-theme-dark = Dark theme
frame-theme-light = Light theme
frame-crumbs = You are here
frame-pages = Pages
frame-error-prefix = Error:

# Sections: short (at most 10 letters) for the bottom bar, full for the rail.
nav-electricity = My electricity
nav-electricity-short = Power
nav-site = Community site
nav-site-short = Site
nav-imports = Import of files
nav-imports-short = Import

nav-registration = Registration data
nav-registration-short = My data
nav-registration-edit = Change registration data
nav-access = Change e-mail or password
nav-members = Members
nav-members-short = Members
