@echo off
rem Untried on a real Windows. It needs nothing installed: it only tells the way, which is WSL.
echo dev: Windows has no Pango of its own. Use WSL, a Linux inside Windows: 1>&2
echo   1. Once, in PowerShell as administrator, then restart:  wsl --install -d Ubuntu 1>&2
echo   2. In the Ubuntu window, once:  cp -r "$(wslpath '%~dp0.')" ~/brochure 1>&2
echo   3. In the Ubuntu window:  cd ~/brochure; ./dev build; explorer.exe output 1>&2
exit /b 3
