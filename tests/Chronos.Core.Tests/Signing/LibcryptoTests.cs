using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public sealed unsafe class LibcryptoTests
{
    [Fact]
    public void ContextHasLibcryptosSize() => Assert.Equal(112, sizeof(Sha256Context));

    [Fact]
    public void LoadsFromAnyOfTheNames() =>
        Assert.NotNull(Libcrypto.TryLoad(["libnosuchcrypto.so.9", .. Libcrypto.LibraryNames]));

    [Fact]
    public void IsNullWithoutTheLibrary() => Assert.Null(Libcrypto.TryLoad(["libnosuchcrypto.so.9"]));

    [Fact]
    public void IsNullWithoutTheFunctions()
    {
        Assert.Null(Libcrypto.TryLoad(Libcrypto.LibraryNames, initName: "SHA256_Absent"));
        Assert.Null(Libcrypto.TryLoad(Libcrypto.LibraryNames, transformName: "SHA256_Absent"));
    }
}
