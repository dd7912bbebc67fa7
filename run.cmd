@echo off
rem Double-click to open VRP Desktop on a practice workspace of made-up children.
rem The first time it makes .venv beside this file and installs the packages into it.
setlocal
cd /d "%~dp0"

set "PY=py -3"
where py >nul 2>nul || set "PY=python"
%PY% --version >nul 2>nul
if errorlevel 1 (
    echo Python was not found. Install Python 3.11 or newer from https://www.python.org/downloads/ and try again.
    goto :stop
)

rem Packages are installed again only when one of these files is not the one that was last installed from.
fc /b constraints.txt .venv\.constraints.txt >nul 2>nul || goto :install
fc /b pyproject.toml .venv\.pyproject.toml >nul 2>nul || goto :install
if exist .venv\Scripts\python.exe goto :run

:install
%PY% scripts\make_venv.py
if errorlevel 1 goto :stop
copy /y constraints.txt .venv\.constraints.txt >nul
copy /y pyproject.toml .venv\.pyproject.toml >nul

:run
.venv\Scripts\python.exe scripts\run_practice.py
if errorlevel 1 goto :stop
exit /b 0

:stop
echo.
pause
exit /b 1
