// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that an ordinary build knows nothing of fuzzing. `make fuzz` builds it
// with the flags that every module needs.
let package = Package(
  name: "fuzz",
  dependencies: [
    .package(name: "clew", path: ".."),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CFuzzer", .product(name: "ClewModules", package: "clew"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      // libFuzzer is written in C++ and comes with Swift; the Makefile knows where it is.
      linkerSettings: [
        .unsafeFlags([Context.environment["FUZZER_LIBRARY"] ?? "-lclang_rt.fuzzer_no_main"]),
        .linkedLibrary("stdc++"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
