; Offers Firetrail under "Open with" for what logs look like, without becoming the program that opens them.
!define OPENS "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"

!macro offerFor EXTENSION
  WriteRegStr SHCTX "${OPENS}\SupportedTypes" "${EXTENSION}" ""
  WriteRegStr SHCTX "Software\Classes\${EXTENSION}\OpenWithList\${APP_EXECUTABLE_FILENAME}" "" ""
!macroend

!macro withdrawFor EXTENSION
  DeleteRegKey SHCTX "Software\Classes\${EXTENSION}\OpenWithList\${APP_EXECUTABLE_FILENAME}"
!macroend

!macro customInstall
  WriteRegStr SHCTX "${OPENS}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "${OPENS}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro offerFor ".json"
  !insertmacro offerFor ".gz"
  !insertmacro offerFor ".zip"
  !insertmacro offerFor ".ndjson"
  !insertmacro offerFor ".jsonl"
  !insertmacro offerFor ".csv"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\${PRODUCT_NAME}" "" "Open with ${PRODUCT_NAME}"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\${PRODUCT_NAME}\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  !insertmacro withdrawFor ".json"
  !insertmacro withdrawFor ".gz"
  !insertmacro withdrawFor ".zip"
  !insertmacro withdrawFor ".ndjson"
  !insertmacro withdrawFor ".jsonl"
  !insertmacro withdrawFor ".csv"
  DeleteRegKey SHCTX "Software\Classes\Directory\shell\${PRODUCT_NAME}"
  DeleteRegKey SHCTX "${OPENS}"
!macroend
