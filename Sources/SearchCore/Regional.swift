/// Words of Taiwan and Hong Kong for what the mainland calls otherwise, in simplified script as the
/// folding leaves them. A query in traditional script is asked with the other words, too.
enum RegionalWords {
  /// Pairs of words, the first one typed, the second one looked for.
  static let pairs: [WordPair] = {
    var pairs: [WordPair] = []
    for pair in Array(text.utf8).split(separator: 0x20) {
      let words = pair.split(separator: 0x3D)
      if words.count == 2 {
        pairs.append((UTF8Text.scalars(Array(words[0])), UTF8Text.scalars(Array(words[1]))))
      }
    }
    return pairs
  }()

  /// Longer words stand before those that they contain.
  private static let text = """
    网际网路=互联网 网路=网络 资料库=数据库 资料夹=文件夹 资料=数据 档案=文件 程式码=代码 程式=程序 原始码=源码 \
    软体=软件 硬体=硬件 韧体=固件 资讯=信息 讯息=消息 讯号=信号 讯=信 伺服器=服务器 滑鼠=鼠标 荧幕=屏幕 萤幕=屏幕 \
    预设=默认 使用者=用户 物件=对象 函式=函数 变数=变量 阵列=数组 回圈=循环 执行绪=线程 介面=界面 \
    连结=链接 位元组=字节 位元=位 记忆体=内存 硬碟=硬盘 磁碟=磁盘 快取=缓存 设定=设置 选单=菜单 支援=支持 \
    列印=打印 字型=字体 影片=视频 视讯=视频 音讯=音频 行动=移动 智慧=智能 外挂=插件 伫列=队列 堆叠=栈 指标=指针 \
    巨集=宏 例项=实例 类别=类 建立=创建 储存=存储 命令列=命令行 除错=调试 效能=性能 登入=登录 登出=退出 \
    简讯=短信 装置=设备 许可权=权限 最佳化=优化 解析度=分辨率 搜寻=搜索 专案=项目 \
    范例=示例 演算法=算法 元件=组件 模组=模块 套件=软件包 品质=质量 回应=响应 呼叫=调用 字串=字符串 封包=数据包 \
    频宽=带宽 埠=端口 闸道=网关 金钥=密钥 凭证=证书 签章=签名 还原=恢复 复原=恢复 解除安装=卸载 \
    剪贴簿=剪贴板 工作列=任务栏 捷径=快捷方式 游标=光标 画素=像素 图示=图标 标籤=标签 核心=内核 \
    虚拟机器=虚拟机 作业系统=操作系统 执行=运行 载入=加载 匯入=导入 汇入=导入 汇出=导出 \
    信用卡刷卡机=pos机 刷卡机=pos机 拨款=打款 入账=到账 签账单=小票 签单=小票 \
    收据=小票 店家=商户 特约商店=特约商户 商店=商户 客诉=投诉 扣账=扣款 请款=结算 退刷=退货 \
    签账金融卡=借记卡 金融卡=借记卡 身分证=身份证
    """
}
