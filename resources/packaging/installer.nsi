; The installer of dxdesk for Windows: for one user, without rights of an administrator, without a network.
;
; makensis -DBUNDLE=DIR -DVERSION=0.1.0 -DFILE_VERSION=0.1.0.0 -DKILOBYTES=N -DICON=FILE -DPICTURE=FILE -DOUT=FILE installer.nsi
; Optional: -DTARGET=amd64-unicode, -DQUICK (less compression), -DSIGN="COMMAND" (gets a file as its last argument).
;
; What is installed:     $INSTDIR\program (the bundle), $INSTDIR\uninstall.exe
; What is never touched: the plans, in $LOCALAPPDATA\dxdesk or wherever DXDESK_STORE says
; Exit codes:            0 done; 1 called off; 2 failed for another reason; 3 the program is still open;
;                        4 the new version does not run on this computer; 5 a newer version is installed;
;                        6 the files cannot be written; 7 files that have to go or to be replaced are in use
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
!insertmacro WORDS IN_USE \
  "Các tệp trong thư mục $INSTDIR\program đang được chương trình khác dùng. Hãy đóng các cửa sổ dxdesk và cửa sổ lệnh còn mở, chờ phần mềm diệt vi-rút quét xong, hoặc khởi động lại máy; sau đó bấm Thử lại hoặc làm lại từ đầu. Phiên bản đang có được giữ nguyên." \
  "Another program uses files in the folder $INSTDIR\program. Please close the windows of dxdesk and of the command line that are still open, let the antivirus program finish, or restart the computer; then choose Retry, or begin again. What was installed before stays."
!insertmacro WORDS LEFT_BEHIND \
  "Thư mục $HELD của lần cài trước còn những tệp không xóa hoặc chuyển đi được. Hãy khởi động lại máy (có thể một chương trình khác đang dùng các tệp đó); nếu trong đó có tệp riêng của anh/chị thì chuyển ra chỗ khác; sau đó bấm Thử lại hoặc cài lại. Phiên bản đang có được giữ nguyên." \
  "The folder $HELD of an earlier installation holds files that can be neither deleted nor moved. Please restart the computer (another program may use them), and move files of your own elsewhere; then choose Retry, or install again. What was installed before stays."
!insertmacro WORDS NO_ROOM \
  "Ổ đĩa chứa $INSTDIR chỉ còn $1 MB trống; bộ cài cần $2 MB. Hãy dọn bớt ổ đĩa rồi cài lại. Phiên bản đang có được giữ nguyên." \
  "The disk of $INSTDIR has $1 MB left; the installer needs $2 MB. Please make room, then install again. What was installed before stays."
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
!insertmacro WORDS UPDATE_TYPE "Bản cập nhật dxdesk" "dxdesk update"
!insertmacro WORDS OPEN_WITH "Mở bằng dxdesk" "Open with dxdesk"
!insertmacro WORDS PURPOSE "Soạn Kế hoạch Chuyển đổi số" "Write the digital transformation plan"

Var DATA
Var HELD
Var INSTALLED

!macro LEAVE code
  RMDir /r "$INSTDIR\program.new"
  SetErrorLevel ${code}
  Quit
!macroend

!macro GIVE_UP code message
  MessageBox MB_OK|MB_ICONEXCLAMATION "${message}" /SD IDOK
  !insertmacro LEAVE ${code}
!macroend

!macro RETRY_OR_LEAVE code message
  ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${message}" /SD IDCANCEL IDCANCEL`
    !insertmacro LEAVE ${code}
  ${EndIf}
!macroend

; Gives a folder another name, and lets a process or an antivirus program finish with it; $1 is 0 when it is done.
!macro RENAME_PATIENTLY from to
  StrCpy $1 0
  ${Do}
    ClearErrors
    Rename "${from}" "${to}"
    ${IfNot} ${Errors}
      StrCpy $1 0
      ${ExitDo}
    ${EndIf}
    Sleep 500
    IntOp $1 $1 + 1
  ${LoopUntil} $1 = 30
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
    !insertmacro RETRY_OR_LEAVE 3 "$(STILL_OPEN)"
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

; The new version is written beside the old one, reaches the disk and has to pass its own check. Only then two folders
; change their names: at no moment is there half a program under `program`. Should the power fail between the two,
; the next logon (RunOnce) or the next installation brings the old version back.
Section
  SetShellVarContext current
  ${If} ${FileExists} "$INSTDIR\program.old\dxdesk.exe"
  ${AndIfNot} ${FileExists} "$INSTDIR\program\dxdesk.exe"
    RMDir "$INSTDIR\program"
    !insertmacro RENAME_PATIENTLY "$INSTDIR\program.old" "$INSTDIR\program"
    ${If} $1 <> 0 ; nothing else runs here: it is not to be taken away
      StrCpy $HELD "$INSTDIR\program.old"
      !insertmacro GIVE_UP 7 "$(LEFT_BEHIND)"
    ${EndIf}
  ${EndIf}
  Call TakeLeftoversAway
  Call AskForRoom

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
  StrCpy $0 "$INSTDIR\program.new"
  Call FlushFolder
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
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\program\*.*" ; an uninstalled version leaves what was put beside it
    Call TakeTheOldAway
  ${EndIf}
  !insertmacro RENAME_PATIENTLY "$INSTDIR\program.new" "$INSTDIR\program"
  ${If} $1 <> 0
    !insertmacro RENAME_PATIENTLY "$INSTDIR\program.old" "$INSTDIR\program"
    ${If} $1 = 0
      DeleteRegValue HKCU "${ONCE_KEY}" "dxdesk"
    ${EndIf}
    !insertmacro GIVE_UP 7 "$(IN_USE)"
  ${EndIf}
  DeleteRegValue HKCU "${ONCE_KEY}" "dxdesk"
  Call KeepWhatIsNotOurs

  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\dxdesk.lnk" "$INSTDIR\program\dxdesk.exe" "" "" "" "" "" "$(PURPOSE)"
  Call WriteTypes
  Call WriteUninstallEntry
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
SectionEnd

; NSIS itself stops where a file cannot be written to its end; the old version has not been touched by then.
Function .onInstFailed
  RMDir /r "$INSTDIR\program.new"
  SetErrorLevel 6
FunctionEnd

Function TakeLeftoversAway
  ${Do}
    Call KeepWhatIsNotOurs
    RMDir /r "$INSTDIR\program.new"
    StrCpy $HELD "$INSTDIR\program.new"
    ${If} ${FileExists} "$INSTDIR\program.old\*.*"
      StrCpy $HELD "$INSTDIR\program.old"
    ${ElseIfNot} ${FileExists} "$INSTDIR\program.new\*.*"
      ${ExitDo}
    ${EndIf}
    !insertmacro RETRY_OR_LEAVE 7 "$(LEFT_BEHIND)"
  ${Loop}
FunctionEnd

Function AskForRoom
  CreateDirectory "$INSTDIR"
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r1, p 0, p 0) i .r0'
  System::Int64Op $1 / 1048576
  Pop $1
  IntOp $2 ${KILOBYTES} / 1024
  IntOp $2 $2 + 20 ; the last part of each file's last cluster, the uninstaller
  ${If} $0 <> 0
  ${AndIf} $1 < $2
    !insertmacro GIVE_UP 6 "$(NO_ROOM)"
  ${EndIf}
FunctionEnd

; Writes the files in folder $0 through to the disk: a power cut right after the old version is gone must not leave
; files of zeros.
Function FlushFolder
  Push $1
  Push $2
  FindFirst $1 $2 "$0\*"
  ${DoWhile} $2 != ""
    ${If} $2 == "."
    ${OrIf} $2 == ".."
    ${ElseIf} ${FileExists} "$0\$2\*.*"
      Push $0
      StrCpy $0 "$0\$2"
      Call FlushFolder
      Pop $0
    ${Else}
      StrCpy $3 "$0\$2"
      System::Call 'kernel32::CreateFileW(w r3, i ${GENERIC_WRITE}, i ${FILE_SHARE_READ}, p 0, i 3, i 0, p 0) p .r4'
      ${If} $4 <> -1
        System::Call 'kernel32::FlushFileBuffers(p r4)'
        System::Call 'kernel32::CloseHandle(p r4)'
      ${EndIf}
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
  Pop $2
  Pop $1
FunctionEnd

Function TakeTheOldAway
  WriteRegStr HKCU "${ONCE_KEY}" "dxdesk" 'cmd /c if not exist "$INSTDIR\program" move "$INSTDIR\program.old" "$INSTDIR\program"'
  ${Do}
    !insertmacro RENAME_PATIENTLY "$INSTDIR\program" "$INSTDIR\program.old"
    ${If} $1 = 0
      Return
    ${EndIf}
    !insertmacro RETRY_OR_LEAVE 7 "$(IN_USE)"
  ${Loop}
FunctionEnd

!macro CLEAR folder
  Delete "${folder}\dxdesk.exe"
  Delete "${folder}\dxdesk-cli.exe"
  RMDir /r "${folder}\_internal"
  RMDir "${folder}"
!macroend

; Whatever else lies beside the program (`portable.txt`, `data`) goes along into the new folder.
Function KeepWhatIsNotOurs
  !insertmacro CLEAR "$INSTDIR\program.old"
  FindFirst $0 $1 "$INSTDIR\program.old\*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
      CreateDirectory "$INSTDIR\program"
      Rename "$INSTDIR\program.old\$1" "$INSTDIR\program\$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  RMDir "$INSTDIR\program.old"
FunctionEnd

; A type of ours alone: `.dxNAME` is opened with a double click.
!macro WRITE_TYPE name words
  WriteRegStr HKCU "${CLASSES}\dxdesk.${name}" "" "${words}"
  WriteRegStr HKCU "${CLASSES}\dxdesk.${name}\DefaultIcon" "" "$INSTDIR\program\dxdesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\dxdesk.${name}\shell\open\command" "" $0
  WriteRegStr HKCU "${CLASSES}\.dx${name}" "" "dxdesk.${name}"
!macroend

!macro DELETE_TYPE name
  DeleteRegKey HKCU "${CLASSES}\dxdesk.${name}"
  ReadRegStr $0 HKCU "${CLASSES}\.dx${name}" ""
  ${If} $0 == "dxdesk.${name}"
    DeleteRegKey HKCU "${CLASSES}\.dx${name}"
  ${EndIf}
!macroend

; Windows goes by the last ending only: `.json` stays with whatever opens it now, and we are offered beside it.
Function WriteTypes
  StrCpy $0 '"$INSTDIR\program\dxdesk.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe" "FriendlyAppName" "dxdesk"
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe\shell\open\command" "" $0
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe\SupportedTypes" ".json" ""
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe\SupportedTypes" ".dxstore" ""
  WriteRegStr HKCU "${CLASSES}\Applications\dxdesk.exe\SupportedTypes" ".dxupdate" ""

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

  !insertmacro WRITE_TYPE store "$(STORE_TYPE)"
  !insertmacro WRITE_TYPE update "$(UPDATE_TYPE)"
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
    !insertmacro GIVE_UP 7 "$(IN_USE)"
  ${EndIf}
  !insertmacro CLEAR "$INSTDIR\program"
  !insertmacro CLEAR "$INSTDIR\program.old"
  RMDir /r "$INSTDIR\program.new"
  Delete "$SMPROGRAMS\dxdesk.lnk"
  DeleteRegKey HKCU "${CLASSES}\Applications\dxdesk.exe"
  DeleteRegKey HKCU "${CLASSES}\dxdesk.package"
  DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "dxdesk.package"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.json\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.json"
  DeleteRegKey HKCU "${CLASSES}\SystemFileAssociations\.json\shell\dxdesk"
  DeleteRegKey /ifempty HKCU "${CLASSES}\SystemFileAssociations\.json\shell"
  DeleteRegKey /ifempty HKCU "${CLASSES}\SystemFileAssociations\.json"
  !insertmacro DELETE_TYPE store
  !insertmacro DELETE_TYPE update
  DeleteRegValue HKCU "${ONCE_KEY}" "dxdesk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  MessageBox MB_OK|MB_ICONINFORMATION "$(UNINSTALLED)" /SD IDOK
SectionEnd
