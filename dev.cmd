@echo off
rem Untried on a real Windows: hands over to dev.py, which points to WSL.
py -3 "%~dp0dev.py" %*
exit /b %errorlevel%
