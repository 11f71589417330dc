// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// A sanitizer brings an allocator of its own, and a program that carries Swift's runtime keeps that of
// the C library: both are built with CLEW_MALLOC=system.
let allocator: [Target.Dependency] =
  Context.environment["CLEW_MALLOC"] == "system" ? [] : ["CJemalloc"]

let package = Package(
  name: "clew",
  products: [
    .executable(name: "clew", targets: ["clew"]),
    // For the package in Fuzz/; nothing is built for it.
    .library(
      name: "ClewModules", targets: ["Diagnostics", "SearchCore", "Markup", "Knowledge", "Site"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(
      name: "CJemalloc", pkgConfig: "jemalloc", providers: [.apt(["libjemalloc-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .target(name: "CSystem"),
    .target(name: "CCurl"),
    .target(
      name: "Caching",
      dependencies: ["CDeflate", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "SearchCore", swiftSettings: strict),
    .target(
      name: "Markup",
      dependencies: ["CCmark", "Diagnostics", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(name: "Knowledge", dependencies: ["Diagnostics", "Markup"], swiftSettings: strict),
    .target(
      name: "Site",
      dependencies: [
        "CDeflate", "Caching", "Diagnostics", "Knowledge", "Markup", "Publishing", "SearchCore",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict,
      plugins: ["EmbedTemplates"]),
    .target(
      name: "Publishing",
      dependencies: [
        "CCurl", "CSystem", "Diagnostics", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Preview",
      dependencies: ["Diagnostics", "Knowledge", "Publishing", "Site"],
      resources: [.embedInCode("Page")],
      swiftSettings: strict),
    .executableTarget(
      name: "clew",
      dependencies: allocator + [
        "Diagnostics", "Knowledge", "Markup", "Preview", "Publishing", "SearchCore", "Site",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      plugins: ["EmbedCommit"]),
    .executableTarget(
      name: "search-bench", dependencies: ["SearchCore", "Site"],
      path: "Benchmarks/search/Sources", swiftSettings: strict),
    .executableTarget(name: "embed-templates", swiftSettings: strict),
    .executableTarget(name: "embed-commit", swiftSettings: strict),
    .plugin(name: "EmbedCommit", capability: .buildTool(), dependencies: ["embed-commit"]),
    .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["embed-templates"]),
    .testTarget(
      name: "SearchCoreTests", dependencies: ["SearchCore"], swiftSettings: strict),
    .testTarget(name: "CachingTests", dependencies: ["Caching"], swiftSettings: strict),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "MarkupTests", dependencies: ["Diagnostics", "Markup"], swiftSettings: strict),
    .testTarget(
      name: "KnowledgeTests", dependencies: ["Diagnostics", "Knowledge", "Markup"],
      swiftSettings: strict),
    .testTarget(
      name: "SiteTests",
      dependencies: ["Diagnostics", "Knowledge", "Markup", "Publishing", "SearchCore", "Site"],
      swiftSettings: strict),
    .testTarget(
      name: "PublishingTests", dependencies: ["Diagnostics", "Publishing"], swiftSettings: strict),
    .testTarget(
      name: "PreviewTests", dependencies: ["Diagnostics", "Preview", "Publishing", "Site"],
      swiftSettings: strict),
    // What make fuzz feeds, so that it is built, and its seeds are tried, with everything else.
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Diagnostics", "Knowledge", "Markup", "SearchCore", "Site",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      path: "Fuzz",
      exclude: ["Package.swift", "corpus", "Sources/CFuzzer", "Sources/fuzz/Fuzz.swift"],
      sources: ["Sources/fuzz", "Tests"]),
    .testTarget(
      name: "ClewTests",
      dependencies: ["clew", "Diagnostics", "Knowledge", "Markup", "Publishing", "Site"],
      swiftSettings: strict),
  ]
)
