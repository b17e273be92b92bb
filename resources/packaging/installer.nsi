; The installer of dxdesk for Windows: for one user, without rights of an administrator, without a network.
;
; makensis -DBUNDLE=DIR -DVERSION=0.1.0 -DFILE_VERSION=0.1.0.0 -DKILOBYTES=N -DICON=FILE -DPICTURE=FILE -DOUT=FILE installer.nsi
; Optional: -DTARGET=amd64-unicode, -DQUICK (less compression), -DSIGN="COMMAND" (gets a file as its last argument).
;
; What is installed:     $INSTDIR\program (the bundle), $INSTDIR\uninstall.exe
; What is never touched: the plans, in $LOCALAPPDATA\dxdesk or wherever DXDESK_STORE says
; Exit codes:            0 done; 1 called off; 2 failed for another reason; 3 the program is still open;
;                        4 the new version does not run on this computer; 5 a newer version is installed;
;                        6 the files cannot be written
Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
CRCCheck on

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include Win\WinNT.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\dxdesk"
!define CLASSES "Software\Classes"
!define ONCE_KEY "Software\Microsoft\Windows\CurrentVersion\RunOnce"
!define PATIENCE 60 ; seconds for the open window to be saved and closed

Name "dxdesk ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\dxdesk"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText " "
ShowInstDetails nevershow
ShowUninstDetails nevershow

!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_LANGDLL_ALWAYSSHOW
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "$(WELCOME_TITLE)"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME_TEXT)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\program\dxdesk.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UNINSTALL_TEXT)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

VIProductVersion "${FILE_VERSION}"
!macro VERSION_WORDS language description
  VIAddVersionKey /LANG=${language} "ProductName" "dxdesk"
  VIAddVersionKey /LANG=${language} "CompanyName" "dxdesk"
  VIAddVersionKey /LANG=${language} "FileDescription" "${description}"
  VIAddVersionKey /LANG=${language} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "LegalCopyright" "Apache License 2.0"
!macroend
!insertmacro VERSION_WORDS ${LANG_VIETNAMESE} "Bộ cài đặt dxdesk"
!insertmacro VERSION_WORDS ${LANG_ENGLISH} "dxdesk Setup"

!macro WORDS name vietnamese english
  LangString ${name} ${LANG_VIETNAMESE} "${vietnamese}"
  LangString ${name} ${LANG_ENGLISH} "${english}"
!macroend
!insertmacro WORDS WELCOME_TITLE \
  "Cài đặt dxdesk ${VERSION}" \
  "dxdesk ${VERSION} Setup"
!insertmacro WORDS WELCOME_TEXT \
  "Phần mềm soạn Kế hoạch Chuyển đổi số của xã, huyện.$\r$\n$\r$\nPhần mềm được cài cho riêng tài khoản này, không cần quyền quản trị và không cần mạng. Nếu dxdesk đang mở, nội dung đang viết được lưu lại rồi cửa sổ mới đóng. Kế hoạch đã có trên máy được giữ nguyên." \
  "The program in which communes and districts write their digital transformation plan.$\r$\n$\r$\nIt is installed for this account alone and needs neither rights of an administrator nor a network. If dxdesk is open, what is being written is saved before its window closes. Plans on this computer stay as they are."
!insertmacro WORDS UNINSTALL_TEXT \
  "Phần mềm được gỡ khỏi máy này. Các kế hoạch vẫn còn nguyên trong thư mục $DATA" \
  "The program is removed from this computer. The plans stay in the folder $DATA"
!insertmacro WORDS UNINSTALLED \
  "Đã gỡ dxdesk. Các kế hoạch và bản sao lưu vẫn còn nguyên trong thư mục$\r$\n$DATA$\r$\nCài lại dxdesk thì mở được ngay. Nếu chắc chắn không cần nữa, có thể tự xóa thư mục đó." \
  "dxdesk is removed. The plans and their backups are still in the folder$\r$\n$DATA$\r$\nInstalling dxdesk again opens them at once. If they are certainly needed no more, that folder may be deleted by hand."
!insertmacro WORDS CLOSING \
  "Đang lưu và đóng dxdesk…" \
  "Saving and closing dxdesk…"
!insertmacro WORDS COPYING \
  "Đang chép các tệp…" \
  "Copying files…"
!insertmacro WORDS CHECKING \
  "Đang kiểm tra phiên bản mới…" \
  "Checking the new version…"
!insertmacro WORDS STILL_OPEN \
  "dxdesk vẫn đang mở. Hãy trả lời câu hỏi trong cửa sổ dxdesk hoặc đóng cửa sổ đó, rồi bấm Thử lại." \
  "dxdesk is still open. Please answer what its window asks, or close it, then choose Retry."
!insertmacro WORDS DOES_NOT_RUN \
  "Phiên bản mới không chạy được trên máy này (cần Windows 10 phiên bản 1809 trở lên, 64 bit), hoặc bị phần mềm diệt vi-rút chặn. Phiên bản đang có được giữ nguyên." \
  "The new version does not run on this computer (it needs Windows 10 version 1809 or later, 64 bit), or an antivirus program holds it back. What was installed before stays."
!insertmacro WORDS IS_NEWER \
  "Máy này đã có dxdesk $INSTALLED, mới hơn bản đang cài (${VERSION}). Muốn dùng bản cũ, hãy gỡ bản mới trước; kế hoạch vẫn được giữ nguyên." \
  "dxdesk $INSTALLED, which is newer than ${VERSION}, is on this computer. To use the older one, please uninstall the newer one first; the plans stay."
!insertmacro WORDS NOT_WRITTEN \
  "Không ghi được các tệp vào $INSTDIR. Hãy xem ổ đĩa còn chỗ trống không. Phiên bản đang có được giữ nguyên." \
  "The files cannot be written into $INSTDIR. Please see whether the disk has room. What was installed before stays."
!insertmacro WORDS PLAN_TYPE "Gói dữ liệu dxdesk" "dxdesk package"
!insertmacro WORDS STORE_TYPE "Kế hoạch dxdesk mang sang máy khác" "dxdesk plans to move"
!insertmacro WORDS OPEN_WITH "Mở bằng dxdesk" "Open with dxdesk"
!insertmacro WORDS PURPOSE "Soạn Kế hoạch Chuyển đổi số" "Write the digital transformation plan"

Var DATA
Var INSTALLED

!macro GIVE_UP code message
  MessageBox MB_OK|MB_ICONEXCLAMATION "${message}" /SD IDOK
  RMDir /r "$INSTDIR\program.new"
  SetErrorLevel ${code}
  Quit
!macroend

; Closes the open window by the program in folder $0; what is left of its process ends shortly after.
!macro CLOSE_PROGRAM un
Function ${un}CloseProgram
  DetailPrint "$(CLOSING)"
  ${Do}
    nsExec::Exec '"$0\dxdesk-cli.exe" close --wait ${PATIENCE}'
    Pop $1
    ${If} $1 == 0
    ${OrIf} $1 == "error" ; there is no program that could be asked
      ${ExitDo}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Loop}
FunctionEnd
!macroend
!insertmacro CLOSE_PROGRAM ""
!insertmacro CLOSE_PROGRAM "un."

!macro SET_DATA
  ReadEnvStr $DATA DXDESK_STORE
  ${If} $DATA == ""
    StrCpy $DATA "$LOCALAPPDATA\dxdesk"
  ${EndIf}
!macroend

Function .onInit
  StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/LANG=" $1
  ${IfNot} ${Errors}
    StrCpy $LANGUAGE $1
  ${ElseIfNot} ${Silent}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
  ReadRegStr $INSTALLED HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $INSTALLED != ""
    ${VersionCompare} "$INSTALLED" "${VERSION}" $0
    ${If} $0 == 1
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(IS_NEWER)" /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; The new version is written beside the old one and has to pass its own check. Only then two folders change
; their names: at no moment is there half a program under `program`. Should the power fail between the two,
; the next logon (RunOnce) or the next installation completes it.
Section
  SetShellVarContext current
  ${If} ${FileExists} "$INSTDIR\program.old\dxdesk.exe"
  ${AndIfNot} ${FileExists} "$INSTDIR\program\dxdesk.exe"
    Rename "$INSTDIR\program.old" "$INSTDIR\program"
  ${EndIf}
  RMDir /r "$INSTDIR\program.new"

  DetailPrint "$(COPYING)"
  SetDetailsPrint none
  ClearErrors
  SetOverwrite try
  SetOutPath "$INSTDIR\program.new"
  File /r "${BUNDLE}/*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    !insertmacro GIVE_UP 6 "$(NOT_WRITTEN)"
  ${EndIf}
  SetDetailsPrint both

  DetailPrint "$(CHECKING)"
  nsExec::Exec '"$INSTDIR\program.new\dxdesk-cli.exe" selfcheck'
  Pop $0
  ${If} $0 != 0
    !insertmacro GIVE_UP 4 "$(DOES_NOT_RUN)"
  ${EndIf}

  ${If} ${FileExists} "$INSTDIR\program\dxdesk.exe"
    StrCpy $0 "$INSTDIR\program.new"
    Call CloseProgram
    Call TakeTheOldAway
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR\program.new" "$INSTDIR\program"
  ${If} ${Errors}
    Rename "$INSTDIR\program.old" "$INSTDIR\program"
    !insertmacro GIVE_UP 6 "$(NOT_WRITTEN)"
  ${EndIf}
  DeleteRegValue HKCU "${ONCE_KEY}" "dxdesk"
  Call KeepWhatIsNotOurs

  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\dxdesk.lnk" "$INSTDIR\program\dxdesk.exe" "" "" "" "" "" "$(PURPOSE)"
  Call WriteTypes
  Call WriteUninstallEntry
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
SectionEnd

Function TakeTheOldAway
  Call ClearOld
  WriteRegStr HKCU "${ONCE_KEY}" "dxdesk" 'cmd /c if not exist "$INSTDIR\program" move "$INSTDIR\program.new" "$INSTDIR\program"'
  ${Do}
    StrCpy $1 0
    ${Do} ; a process needs a moment to end
      ClearErrors
      Rename "$INSTDIR\program" "$INSTDIR\program.old"
      ${IfNot} ${Errors}
        Return
      ${EndIf}
      Sleep 500
      IntOp $1 $1 + 1
    ${LoopUntil} $1 = 30
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDCANCEL IDCANCEL`
      DeleteRegValue HKCU "${ONCE_KEY}" "dxdesk"
      RMDir /r "$INSTDIR\program.new"
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Loop}
FunctionEnd

; Whatever else lies beside the program (`portable.txt`, `data`) goes along into the new folder.
Function KeepWhatIsNotOurs
  Call ClearOld
  FindFirst $0 $1 "$INSTDIR\program.old\*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
      Rename "$INSTDIR\program.old\$1" "$INSTDIR\program\$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  RMDir "$INSTDIR\program.old"
FunctionEnd

!macro CLEAR folder
  Delete "${folder}\dxdesk.exe"
  Delete "${folder}\dxdesk-cli.exe"
  RMDir /r "${folder}\_internal"
  RMDir "${folder}"
!macroend

Function ClearOld
  !insertmacro CLEAR "$INSTDIR\program.old"
FunctionEnd

; Windows goes by the last ending only: `.json` stays with whatever opens it now, and we are offered beside it.
Function WriteTypes
  StrCpy $0 '"$INSTDIR\program\dxdesk.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe" "FriendlyAppName" "dxdesk"
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe\shell\open\command" "" $0
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe\SupportedTypes" ".json" ""
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe\SupportedTypes" ".dxstore" ""

  WriteRegStr HKCU "${CLASSES}\dxdesk.package" "" "$(PLAN_TYPE)"
  WriteRegStr HKCU "${CLASSES}\dxdesk.package\DefaultIcon" "" "$INSTDIR\program\dxdesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\dxdesk.package\shell\open\command" "" $0
  WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "dxdesk.package" ""

  ; A verb for our own names alone, in the menu of the right button.
  WriteRegStr HKCU "${CLASSES}\SystemFileAssociations\.json\shell\dxdesk" "MUIVerb" "$(OPEN_WITH)"
  WriteRegStr HKCU "${CLASSES}\SystemFileAssociations\.json\shell\dxdesk" "Icon" "$INSTDIR\program\dxdesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\SystemFileAssociations\.json\shell\dxdesk" "AppliesTo" \
    'System.FileName:"*.dxplan.json" OR System.FileName:"*.dxreceipt.json" OR System.FileName:"*.dxreply.json" OR System.FileName:"*.dxaddresses.json"'
  WriteRegStr HKCU "${CLASSES}\SystemFileAssociations\.json\shell\dxdesk\command" "" $0

  WriteRegStr HKCU "${CLASSES}\dxdesk.store" "" "$(STORE_TYPE)"
  WriteRegStr HKCU "${CLASSES}\dxdesk.store\DefaultIcon" "" "$INSTDIR\program\dxdesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\dxdesk.store\shell\open\command" "" $0
  WriteRegStr HKCU "${CLASSES}\.dxstore" "" "dxdesk.store"
FunctionEnd

Function WriteUninstallEntry
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "dxdesk - $(PURPOSE)"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\program\dxdesk.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "dxdesk"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Language" "$LANGUAGE"
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
FunctionEnd

Function un.onInit
  ReadRegStr $LANGUAGE HKCU "${UNINSTALL_KEY}" "Language"
  !insertmacro SET_DATA
FunctionEnd

Section un.program
  SetShellVarContext current
  StrCpy $0 "$INSTDIR\program"
  Call un.CloseProgram
  StrCpy $1 0
  ${Do} ; a process needs a moment to end
    Delete "$INSTDIR\program\dxdesk.exe"
    ${IfNotThen} ${FileExists} "$INSTDIR\program\dxdesk.exe" ${|} ${ExitDo} ${|}
    Sleep 500
    IntOp $1 $1 + 1
  ${LoopUntil} $1 = 30
  ${If} ${FileExists} "$INSTDIR\program\dxdesk.exe"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  !insertmacro CLEAR "$INSTDIR\program"
  !insertmacro CLEAR "$INSTDIR\program.old"
  RMDir /r "$INSTDIR\program.new"
  Delete "$SMPROGRAMS\dxdesk.lnk"
  DeleteRegKey HKCU "${CLASSES}\Applications\dxdesk.exe"
  DeleteRegKey HKCU "${CLASSES}\dxdesk.package"
  DeleteRegKey HKCU "${CLASSES}\dxdesk.store"
  DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "dxdesk.package"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.json\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.json"
  DeleteRegKey HKCU "${CLASSES}\SystemFileAssociations\.json\shell\dxdesk"
  DeleteRegKey /ifempty HKCU "${CLASSES}\SystemFileAssociations\.json\shell"
  DeleteRegKey /ifempty HKCU "${CLASSES}\SystemFileAssociations\.json"
  ReadRegStr $0 HKCU "${CLASSES}\.dxstore" ""
  ${If} $0 == "dxdesk.store"
    DeleteRegKey HKCU "${CLASSES}\.dxstore"
  ${EndIf}
  DeleteRegValue HKCU "${ONCE_KEY}" "dxdesk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  MessageBox MB_OK|MB_ICONINFORMATION "$(UNINSTALLED)" /SD IDOK
SectionEnd
