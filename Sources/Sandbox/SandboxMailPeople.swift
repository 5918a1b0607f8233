/// Somebody who writes to the sample inboxes.
struct SamplePerson {
  var name: String
  /// The name that an answer greets.
  var first: String
  var address: String
  var company: String

  init(_ name: String, _ address: String, _ company: String, first: String? = nil) {
    self.name = name
    self.address = address
    self.company = company
    self.first = first ?? String(name.prefix { $0 != " " })
  }
}

extension SamplePerson {
  static func all(writing language: MailScript.Language) -> [SamplePerson] {
    switch language {
    case .english: english
    case .german: german
    case .french: french
    case .spanish: spanish
    case .japanese: japanese
    case .chinese: chinese
    case .korean: korean
    case .arabic: arabic
    case .hebrew: hebrew
    case .hindi: hindi
    case .ukrainian: ukrainian
    }
  }

  private static let english = [
    SamplePerson("Niamh Gallagher", "niamh.gallagher@clarefoods.ie", "Clare Foods"),
    SamplePerson("Tom Ashworth", "tom@ashworth-joinery.co.uk", "Ashworth Joinery"),
    SamplePerson("Priya Raman", "priya.raman@northbank.edu", "Northbank University"),
    SamplePerson("Daniel Osei", "d.osei@volta-logistics.com", "Volta Logistics"),
    SamplePerson("Grace Whitfield", "gwhitfield@harbourschools.org", "Harbour Schools"),
    SamplePerson("Marcus Lindqvist", "marcus.lindqvist@fjordhvac.no", "Fjord HVAC"),
    SamplePerson("Hannah Kowalski", "hannah.k@posteo.net", "Kowalski Interiors"),
    SamplePerson("Ben Carter", "ben.carter.1984@gmail.com", "Carter & Sons"),
    SamplePerson("Sinead O'Brien", "sinead.obrien@lifflabs.ie", "Liff Labs"),
    SamplePerson("Oluwaseun Adeyemi", "seun@adeyemi.dev", "Adeyemi Consulting", first: "Seun"),
    SamplePerson("Rachel Goldberg", "rgoldberg@bayclinic.org", "Bay Clinic"),
    SamplePerson("Jonas Verhoeven", "jonas@verhoeven-kassen.nl", "Verhoeven Kassen"),
    SamplePerson("Amelia Fraser", "amelia.fraser@glenside.scot", "Glenside Distillery"),
    SamplePerson("Victor Nguyen", "victor.nguyen@pdx-brewing.com", "PDX Brewing"),
    SamplePerson("Katarzyna Nowak", "k.nowak@cieplo.pl", "Ciepło sp. z o.o.", first: "Kasia"),
    SamplePerson("Liam Murphy", "liam@murphyfarm.ie", "Murphy Farm"),
    SamplePerson("Sofia Lindgren", "sofia.lindgren@museum.se", "Sjömuseet"),
    SamplePerson("Peter Hall", "peter.hall@btinternet.com", "Hall Refrigeration"),
    SamplePerson("Aisha Khan", "a.khan@cityhospital.org", "City Hospital"),
    SamplePerson("Mateus Rocha", "mateus.rocha@escolaporto.pt", "Escola do Porto"),
    SamplePerson("Emily Zhang", "emily.zhang@outlook.com", "Zhang Orchids"),
    SamplePerson("Robert Ellis", "procurement@ellis-group.com", "Ellis Group"),
    SamplePerson("Yasmin Haddad", "yasmin@haddad-architects.com", "Haddad Architects"),
    SamplePerson("George Papadakis", "g.papadakis@aegeanferries.gr", "Aegean Ferries"),
  ]
  private static let german = [
    SamplePerson("Jörg Müller", "joerg.mueller@web.de", "Müller Haustechnik GmbH"),
    SamplePerson("Annegret Schäfer", "schaefer@stadtwerke-kiel.example", "Stadtwerke Kiel"),
    SamplePerson("Thomas Weiß", "t.weiss@weiss-kaelte.de", "Weiß Kältetechnik"),
    SamplePerson("Lena Hofstätter", "lena.hofstaetter@univie.example", "Universität Wien"),
    SamplePerson("Urs Bühler", "urs@buehler-kaese.ch", "Bühler Käse AG"),
    SamplePerson("Käthe Großmann", "k.grossmann@t-online.de", "Buchhandlung Großmann"),
    SamplePerson("Mehmet Yıldız", "m.yildiz@yildiz-bau.de", "Yıldız Bau"),
  ]
  private static let french = [
    SamplePerson("Élodie Lefèvre", "elodie.lefevre@orange.fr", "Lefèvre & Fils"),
    SamplePerson("Jean-François Côté", "jf.cote@videotron.ca", "École des Érables"),
    SamplePerson("Aïcha Benali", "aicha.benali@cave-benali.fr", "Cave Benali"),
    SamplePerson("Gaël Le Goff", "gael@legoff-huitres.bzh", "Huîtres Le Goff"),
    SamplePerson("Chloé Dubois", "chloe.dubois@laposte.net", "Lycée Jean Moulin"),
  ]
  private static let spanish = [
    SamplePerson("Íñigo Martínez", "inigo.martinez@invernaderos.es", "Invernaderos del Sur"),
    SamplePerson("Lucía Fernández", "lucia@clinicaluz.es", "Clínica Luz"),
    SamplePerson("José Núñez", "jnunez@aguasnunez.mx", "Aguas Núñez"),
    SamplePerson("Camila Rojas", "camila.rojas@vinosrojas.cl", "Viñedos Rojas"),
  ]
  private static let japanese = [
    SamplePerson("佐藤 健一", "sato.kenichi@kitareizo.co.jp", "北冷蔵株式会社", first: "佐藤"),
    SamplePerson("鈴木 さくら", "sakura@suzuki-noen.jp", "鈴木農園", first: "鈴木"),
    SamplePerson("高橋 美咲", "m-takahashi@minato-lab.jp", "みなと研究所", first: "高橋"),
    SamplePerson("タナカ ヒロシ", "hiroshi.tanaka@docomo.ne.jp", "タナカ電機", first: "タナカ"),
  ]
  private static let chinese = [
    SamplePerson("陈晓燕", "chenxiaoyan@163.com", "绿源农业科技", first: "晓燕"),
    SamplePerson("李伟", "li.wei@huadong-si.cn", "华东系统集成", first: "李伟"),
    SamplePerson("林志明", "zhiming.lin@taipei-lab.tw", "台北實驗室", first: "志明"),
    SamplePerson("王芳", "wangfang88@qq.com", "晨光幼儿园", first: "王芳"),
  ]
  private static let korean = [
    SamplePerson("김민준", "minjun.kim@naver.com", "한빛전자", first: "민준"),
    SamplePerson("이서연", "seoyeon.lee@hanbit.co.kr", "한빛농장", first: "서연"),
    SamplePerson("박지훈", "jihoon@parklab.kr", "박연구소", first: "지훈"),
  ]
  private static let arabic = [
    SamplePerson("ليلى حداد", "layla.haddad@nakheel.ae", "نخيل للتجارة", first: "ليلى"),
    SamplePerson("عمر الخطيب", "omar.khatib@jordanfarms.jo", "مزارع الأردن", first: "عمر"),
  ]
  private static let hebrew = [
    SamplePerson("נועה לוי", "noa.levi@kibbutz-negba.il", "קיבוץ נגבה", first: "נועה"),
    SamplePerson("יונתן כהן", "yonatan@cohen-lab.co.il", "מעבדות כהן", first: "יונתן"),
  ]
  private static let hindi = [
    SamplePerson("अनीता शर्मा", "anita.sharma@rediffmail.com", "शर्मा ट्रेडर्स", first: "अनीता"),
    SamplePerson("राजेश कुमार", "rajesh.kumar@kisan.in", "किसान केंद्र", first: "राजेश"),
  ]
  private static let ukrainian = [
    SamplePerson("Оксана Шевченко", "oksana.shevchenko@ukr.net", "Ліцей № 7", first: "Оксано"),
    SamplePerson("Дмитро Бондаренко", "d.bondarenko@agro-poltava.ua", "Агро-Полтава"),
    SamplePerson("Соломія Гнатюк", "solomiia@hnatiuk.lviv.ua", "Кав'ярня «Гнатюк»"),
  ]
}
