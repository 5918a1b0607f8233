extension MailScript {
  /// Conversations in French and Spanish.
  static let romance = #"""
    # fr support
    = Commande {order} jamais arrivée | Où est mon colis ? | Colis perdu
    << 0m
    Bonjour,

    ma commande {order} devait arriver le {date}. Le suivi indique « en cours de
    livraison » depuis une semaine. Pouvez-vous vous renseigner auprès du transporteur ?

    Bien cordialement,
    {name}
    >A 6m
    Bonjour {first},

    le colis est bloqué au dépôt de {city} : l'adresse était incomplète (numéro
    d'appartement). Quel est le bon ?
    << 2h
    Appartement 12, 3e étage, code {n}B07. Merci !
    >A 2m
    C'est noté. Nouvelle livraison prévue le {date2}, entre 9 h et 13 h.
    # fr support
    = {product} : mesure aberrante | Température de -127 °C dans la cuisine
    << 0m @csv
    Bonjour à tous,

    depuis hier mon {product} affiche -127 °C dans la cuisine. Il y fait frais, mais pas
    à ce point… Le fichier joint montre le moment exact de la chute.

    {first}
    >> 3h
    Bonjour {first},

    -127 est la valeur que la sonde renvoie quand un fil est coupé. Regardez près du
    connecteur : le câble y casse volontiers. Je vous en envoie un neuf, renforcé.

    Bonne journée,
    {agent}
    << 4d
    Câble changé, 19,5 °C, la vie reprend son cours. Merci !
    # fr billing
    = Facture {inv} : TVA à 20 % au lieu de 5,5 % | Erreur sur la facture {inv}
    << 0m @pdf
    Madame, Monsieur,

    la facture {inv} applique un taux de TVA erroné. Nous sommes un établissement
    d'enseignement exonéré ; l'attestation est jointe. Merci d'établir un avoir de
    {amount}.

    Cordialement,
    {name}
    {company}
    >> 1d @pdf
    Bonjour {name},

    vous avez raison, voici l'avoir et la facture corrigée. Toutes nos excuses.

    {agent}
    # fr sales
    = Demande de devis : {n} capteurs pour une cave | Projet viticole à {city}
    << 0m
    Bonjour,

    nous élevons du vin dans trois caves et souhaitons suivre température et humidité.
    Les murs ont deux mètres d'épaisseur. Vos capteurs passent-ils à travers ?

    Nous aurions besoin d'un devis pour {n} {product} avant le {date2}.

    Bien à vous,
    {name}
    >> 6h @pdf
    Bonjour {first},

    deux mètres de pierre, non ; mais une passerelle par cave suffit. Le devis de
    {amount} en tient compte. Installation un jour par cave, hors vendanges, promis.

    {agent}
    << 3d
    Bon pour accord. On vous gardera une bouteille.
    # fr agent
    = Changer d'adresse e-mail | Modifier mon compte
    << 0m
    Bonjour je voudrais changer l'adresse mail de mon compte pour celle-ci. L'ancienne
    n'existe plus. merci
    >A 1m
    Bonjour {first}, c'est fait après confirmation : cliquez sur le lien que je viens
    d'envoyer à cette adresse. Vos appareils et vos mesures restent inchangés.
    # es support
    = Pedido {order}: llegó otro color | Artículo equivocado en el pedido {order}
    << 0m @png
    Buenas tardes:

    Pedí el {product} en blanco y llegó en naranja. Es bonito, pero es para la sala de
    espera de una clínica. ¿Se puede cambiar?

    Un saludo,
    {name}
    >> 3h
    Buenas tardes, {first}:

    por supuesto. El blanco sale hoy y el mensajero recoge el naranja al entregarlo.
    No tiene que pagar nada.

    {agent}
    << 2d
    ¡Ya está aquí! Muchas gracias, da gusto.
    # es support
    = ¿Cómo exporto los datos? | Exportar mediciones a Excel
    << 0m
    Hola, ¿hay alguna forma de sacar las mediciones de todo el año en un solo archivo?
    Excel se me queda colgado con más de {n} sensores. 😅
    >A 1m @csv
    Hola, {first}. Sí: Ajustes > Exportar > "Un archivo por mes". Adjunto un ejemplo de un
    día para que vea el formato. En Excel: Datos > Desde texto, separador coma.
    << 20m
    Perfecto, funciona. ¡Gracias!
    # es billing
    = Factura {inv} sin NIF | Necesito factura con datos fiscales
    << 0m
    Buenos días:

    La factura {inv} llegó a nombre de una persona y la necesitamos a nombre de la
    empresa: {company}, NIF B-12{n}4567. El cierre del trimestre es el {date2}.

    Gracias de antemano,
    {name}
    >> 2h @pdf
    Buenos días, {first}: adjunto la factura corregida. La anterior queda anulada.

    {agent}
    # es sales
    = Invernaderos en {city}: presupuesto | Consulta sobre {n} sondas de suelo
    << 0m
    Estimados señores:

    Tenemos 40 hectáreas de invernadero y queremos medir la humedad del suelo cada diez
    metros. ¿Cuál es el alcance real de sus sondas bajo plástico y con cultivo alto?

    Agradecería un presupuesto orientativo.

    Atentamente,
    {name}
    >> 1d
    Estimada/o {first}:

    Con tomate maduro medimos unos 180 metros, con pimiento algo más. Para 40 hectáreas
    calcule seis pasarelas. Orientativo: {amount}. Si le parece, le presto dos sondas y lo
    mide usted.

    {agent}
    # es agent
    = No me llega el código | Código de acceso
    << 0m
    no me llega el codigo al movil, ya lo pedi 5 veces!!
    >A 1m
    Después del tercer intento hay una pausa de 30 minutos; termina a las y media. Un solo
    intento entonces y llegará. Si no, responda "correo" y lo envío aquí.
    << 33m
    Ya llegó, gracias
    """#
}
