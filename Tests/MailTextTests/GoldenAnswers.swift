extension GoldenDocument {
  /// Answers as the mail programs of people write them.
  static let answers: [GoldenDocument] = [
    GoldenDocument(
      name: "Gmail answer",
      html: """
        <div
        dir="ltr"><div>Hi Kim,</div><div><br></div><div>thanks, that <b>works</b> for me.&nbsp; Se\
        e <a href="https://docs.acme.dev/faq?a=1&amp;b=2">the FAQ</a>.</div><div><br
        clear="all"></div><div>Ada</div></div><br><div
        class="gmail_quote gmail_quote_container"><div dir="ltr"
        class="gmail_attr">On Mon, Mar 10, 2025 at 9:15&#8239;AM Kim &lt;<a
        href="mailto:support@acme.dev">support@acme.dev</a>&gt; wrote:<br></div><blockquote
        class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204)\
        ;padding-left:1ex"><div>Hello Ada,<br><br>does Tuesday work?</div><blockquote><p>Earlier</\
        p></blockquote></blockquote></div>
        """,
      text: """
        Hi Kim,

        thanks, that works for me. See the FAQ[1].

        Ada

        On Mon, Mar 10, 2025 at 9:15 AM Kim <support@acme.dev> wrote:

        > Hello Ada,
        >
        > does Tuesday work?
        >
        >> Earlier
        """,
      links: [
        "https://docs.acme.dev/faq?a=1&b=2"
      ], hidden: 0, blocks: ["T", "Q7"]),
    GoldenDocument(
      name: "Outlook desktop answer",
      html: """
        <html xmlns:v="urn:schemas-microsoft-com:vml"
        xmlns:o="urn:schemas-microsoft-com:office:office">
        <head><meta http-equiv="Content-Type"
        content="text/html; charset=iso-8859-1"><title>RE: x</title>
        <!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->
        <style><!-- p.MsoNormal, li.MsoNormal {margin:0cm;} --></style></head>
        <body lang="EN-GB" link="#0563C1"><div class="WordSection1">
        <p class="MsoNormal"><span
        style="font-size:11.0pt;mso-fareast-language:EN-US">Hi Kim,<o:p></o:p></span></p>
        <p class="MsoNormal"><span style="font-size:11.0pt"><o:p>&nbsp;</o:p></span></p>
        <p class="MsoNormal">Please find the report attached.<o:p></o:p></p>
        <p class="MsoListParagraph" style="margin-left:0cm"><![if !supportLists]><span>·<span
        style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>First poin\
        t<o:p></o:p></p>
        <div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
        <p class="MsoNormal"><b><span lang="EN-US">From:</span></b><span
        lang="EN-US"> Kim &lt;support@acme.dev&gt; <br>
        <b>Sent:</b> 10 March 2025 09:15<br><b>To:</b> Ada<br><b>Subject:</b> Report<o:p></o:p></s\
        pan></p></div></div>
        <p class="MsoNormal">Where is it?<o:p></o:p></p></div></body></html>
        """,
      text: """
        Hi Kim,

        Please find the report attached.

        · First point

        From: Kim <support@acme.dev>
        Sent: 10 March 2025 09:15
        To: Ada
        Subject: Report

        Where is it?
        """,
      links: [], hidden: 0, blocks: ["T", "Q6"]),
    GoldenDocument(
      name: "Outlook web answer in German",
      html: """
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><style
        type="text/css" style="display:none;">P {margin-top:0;margin-bottom:0;}</style></head><body
        dir="ltr">
        <div class="elementToProof"
        style="font-family: Aptos; font-size: 12pt; color: rgb(0, 0, 0);">Passt, danke!</div>
        <div class="elementToProof"><br></div>
        <div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">
        <div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"
        color="#000000"><b>Von:</b> Kim &lt;support@acme.dev&gt;<br><b>Gesendet:</b> Montag, 10. M\
        &auml;rz 2025 09:15<br><b>An:</b> Ada &lt;ada@lovelace.io&gt;<br><b>Betreff:</b> Termin</f\
        ont><div>&nbsp;</div></div>
        <div>Geht Dienstag?</div></body></html>
        """,
      text: """
        Passt, danke!

        ────────

        Von: Kim <support@acme.dev>
        Gesendet: Montag, 10. März 2025 09:15
        An: Ada <ada@lovelace.io>
        Betreff: Termin

        Geht Dienstag?
        """,
      links: [], hidden: 0, blocks: ["T", "Q8"]),
    GoldenDocument(
      name: "Apple Mail answer",
      html: """
        <html><head></head><body
        style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;\
        ">Sure, both are fine.<div><br></div><div><ol
        class="MailOutline"><li>Monday</li><li>Friday</li></ol></div><div>A.<br
        id="lineBreakAtBeginningOfMessage"><div><br><blockquote
        type="cite"><div>On 10. Mar 2025, at 09:15, Kim &lt;support@acme.dev&gt; wrote:</div><br
        class="Apple-interchange-newline"><div><div>Which days?<br><blockquote
        type="cite">Any news?<br></blockquote></div></div></blockquote></div><br></div></body></ht\
        ml>
        """,
      text: """
        Sure, both are fine.

        1. Monday
        2. Friday

        A.

        > On 10. Mar 2025, at 09:15, Kim <support@acme.dev> wrote:
        >
        > Which days?
        >
        >> Any news?
        """,
      links: [], hidden: 0, blocks: ["T", "Q5"]),
    GoldenDocument(
      name: "Thunderbird answer in French",
      html: """
        <!DOCTYPE html><html><head><meta http-equiv="Content-Type"
        content="text/html; charset=UTF-8"></head><body>
        <div
        class="moz-cite-prefix">Le 10/03/2025 &agrave; 09:15, Kim a &eacute;crit&nbsp;:<br></div>
        <blockquote type="cite" cite="mid:1@acme.dev"><pre class="moz-quote-pre" wrap="">Bonjour,

          int x = 1;\t// un
        </pre></blockquote><p>Tr&egrave;s bien.</p><div
        class="moz-signature">-- <br>Ada</div></body></html>
        """,
      text: """
        Le 10/03/2025 à 09:15, Kim a écrit :

        > Bonjour,
        >
        >   int x = 1;\t// un

        Très bien.

        --
        Ada
        """,
      links: [], hidden: 0, blocks: ["Q5", "T", "S"]),
    GoldenDocument(
      name: "ProtonMail answer",
      html: """
        <div style="font-family: Arial, sans-serif; font-size: 14px;">Grüezi<br></div><div
        class="protonmail_signature_block"><div
        class="protonmail_signature_block-user">Ada</div><div
        class="protonmail_signature_block-proton">Sent with <a target="_blank"
        href="https://proton.example/">Proton</a> secure email.</div></div><div
        style="font-size: 14px;"><br></div><div
        class="protonmail_quote">On Monday, March 10th, 2025 at 9:15 AM, Kim &lt;support@acme.dev&\
        gt; wrote:<br><br><blockquote class="protonmail_quote"
        type="cite"><div>Ping</div></blockquote><br></div>
        """,
      text: """
        Grüezi
        Ada
        Sent with Proton[1] secure email.

        On Monday, March 10th, 2025 at 9:15 AM, Kim <support@acme.dev> wrote:

        > Ping
        """,
      links: [
        "https://proton.example/"
      ], hidden: 0, blocks: ["T", "Q3"]),
    GoldenDocument(
      name: "Yahoo answer in Spanish",
      html: """
        <html><head></head><body><div class="yahoo-style-wrap"
        style="font-family:Helvetica;font-size:13px;"><div
        dir="ltr">Ok &#128077;</div><div><br></div></div><div id="yahoo_quoted_1"
        class="yahoo_quoted"><div
        style="color:#26282a;"><div>El lunes, 10 de marzo de 2025, 09:15:00 CET, Kim &lt;support@a\
        cme.dev&gt; escribi&oacute;: </div><div><br></div><div><br></div><div><div
        id="yiv1"><div>Hola</div></div></div></div></div></body></html>
        """,
      text: """
        Ok 👍

        El lunes, 10 de marzo de 2025, 09:15:00 CET, Kim <support@acme.dev> escribió:

        Hola
        """,
      links: [], hidden: 0, blocks: ["T", "Q3"]),
    GoldenDocument(
      name: "Gmail forward",
      html: """
        <div dir="ltr"><br><br><div class="gmail_quote"><div dir="ltr"
        class="gmail_attr">---------- Forwarded message ---------<br>From: <strong
        class="gmail_sendername" dir="auto">Kim</strong> <span dir="auto">&lt;<a
        href="mailto:support@acme.dev">support@acme.dev</a>&gt;</span><br>Date: Mon, Mar 10, 2025 \
        at 9:15 AM<br>Subject: Key<br>To: Ada<br></div><br><br><div>The key is under the mat.</div\
        ></div></div>
        """,
      text: """
        ---------- Forwarded message ---------
        From: Kim <support@acme.dev>
        Date: Mon, Mar 10, 2025 at 9:15 AM
        Subject: Key
        To: Ada

        The key is under the mat.
        """,
      links: [], hidden: 0, blocks: ["T"]),
  ]
}
