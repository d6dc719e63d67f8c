// swift-tools-version: 6.2
import PackageDescription

// A package of somebody else, who uses nothing of Kodan but its library product.
let package = Package(
    name: "embedding",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "kodan", path: "../..")],
    targets: [
        .executableTarget(
            name: "Embedding",
            dependencies: [.product(name: "Kodan", package: "kodan")],
            swiftSettings: [.swiftLanguageMode(.v6)]
        )
    ]
)
