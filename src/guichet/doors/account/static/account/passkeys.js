/* Passkeys: shows what needs them only where the browser has them, and says when one was not accepted.
   The exchange with the device is the sign-in library’s (mfa/js/webauthn.js). */
(function () {
  'use strict'
  const able = Boolean(window.PublicKeyCredential)
  document.querySelectorAll('[data-passkey]').forEach(function (part) {
    part.hidden = (part.dataset.passkey === 'able') !== able
  })
  document.addEventListener('allauth.error', function (event) {
    const problem = document.getElementById('passkey-problem')
    if (problem) {
      event.preventDefault()
      problem.hidden = false
      problem.focus()
    }
  })
})()
