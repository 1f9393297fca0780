using System.Runtime.Versioning;
using System.Security.Cryptography;
using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

[UnsupportedOSPlatform("windows")]
public sealed class SealKeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string FirstHex =
        Convert.ToHexStringLower([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private static readonly string SecondHex =
        Convert.ToHexString([.. Enumerable.Range(100, 48).Select(i => (byte)i)]);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chronos-keys-");

    private string FilePath => Path.Combine(_directory.FullName, "seal.keys");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void ReadsOneKey()
    {
        Write($"7:{FirstHex}\n");

        using var ring = SealKeyFile.Read(FilePath);

        Assert.Equal(7, ring.ActiveKeyId);
        Assert.Null(ring.VerifyOnlyKeyId);
        AssertSignsWith(ring, 7, FirstHex);
    }

    [Fact]
    public void ReadsTwoKeysAmongCommentsAndBlankLines()
    {
        Write($"# rotated\r\n\r\n  65535:{SecondHex}  # new\r\n\t7:{FirstHex}#old\n\n#end");

        using var ring = SealKeyFile.Read(FilePath);

        Assert.Equal(65535, ring.ActiveKeyId);
        Assert.Equal((ushort)7, ring.VerifyOnlyKeyId);
        AssertSignsWith(ring, 65535, SecondHex);
        AssertSignsWith(ring, 7, FirstHex);
    }

    [Fact]
    public void AcceptsReadOnlyFile()
    {
        Write($"7:{FirstHex}", UnixFileMode.UserRead);

        using var ring = SealKeyFile.Read(FilePath);

        Assert.Equal(7, ring.ActiveKeyId);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void RefusesFileOpenToOthers(UnixFileMode extra)
    {
        Write($"7:{FirstHex}", OwnerOnly | extra);

        AssertRefused($"({extra})");
    }

    [Fact]
    public void RefusesMissingFile() => AssertRefused("does not exist");

    [Fact]
    public void RefusesMissingDirectory()
    {
        var path = Path.Combine(_directory.FullName, "absent", "seal.keys");

        var e = Assert.Throws<SealKeyFileException>(() => SealKeyFile.Read(path));

        Assert.Contains("does not exist", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesDirectory()
    {
        Directory.CreateDirectory(FilePath);

        AssertRefused("cannot be read");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n# only a comment\n")]
    public void RefusesFileWithoutKey(string content)
    {
        Write(content);

        AssertRefused("holds no key");
    }

    [Theory]
    [InlineData("{0}", "line 1, key: no ':'")]
    [InlineData("#\n\n7{0}", "line 3, key: no ':'")]
    [InlineData(":{0}", "line 1, key id: not a whole number")]
    [InlineData("0:{0}", "line 1, key id: not a whole number")]
    [InlineData("65536:{0}", "line 1, key id: not a whole number")]
    [InlineData("-1:{0}", "line 1, key id: not a whole number")]
    [InlineData("+1:{0}", "line 1, key id: not a whole number")]
    [InlineData("1 :{0}", "line 1, key id: not a whole number")]
    [InlineData("x:{0}", "line 1, key id: not a whole number")]
    [InlineData("{0}:7", "line 1, key id: not a whole number")]
    [InlineData("7:", "line 1, secret: the secret has 0 bytes")]
    [InlineData("7:{0}0", "line 1, secret: not pairs of hex digits")]
    [InlineData("7:{0}0g", "line 1, secret: not pairs of hex digits")]
    [InlineData("7:0x{0}", "line 1, secret: not pairs of hex digits")]
    [InlineData("7: {0}", "line 1, secret: not pairs of hex digits")]
    [InlineData("7::{0}", "line 1, secret: not pairs of hex digits")]
    [InlineData("7:{0}\n8:{0}", "line 2, secret: it is the same as another key's")]
    [InlineData("7:{0}\n7:{1}", "line 2, key id: 7 is used twice")]
    [InlineData("7:{0}\n8:{1}\n9:{0}ff", "line 3, key: at most 2 keys")]
    public void RefusesMalformedLine(string format, string reason)
    {
        Write(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, FirstHex, SecondHex));

        AssertRefused(reason);
    }

    [Fact]
    public void RefusesShortSecret()
    {
        Write($"7:{FirstHex[2..]}");

        AssertRefused("line 1, secret: the secret has 31 bytes");
    }

    [Fact]
    public void RefusesSecretOfEqualBytes()
    {
        Write($"7:{string.Concat(Enumerable.Repeat("a7", 32))}");

        AssertRefused("line 1, secret: all bytes of the secret are equal");
    }

    [Fact]
    public void AcceptsLongestSecretAndRefusesLonger()
    {
        var longest = string.Concat(Enumerable.Repeat(FirstHex, 8));
        Write($"7:{longest}");
        SealKeyFile.Read(FilePath).Dispose();

        Write($"7:{longest}00");

        AssertRefused("line 1, secret: more than 256 bytes");
    }

    [Fact]
    public void RefusesHugeFile()
    {
        Write($"7:{FirstHex}\n#{new string('x', 16 * 1024)}");

        AssertRefused("more than 16384 bytes");
    }

    [Fact]
    public void CreatesFreshKeyForOwnerOnly()
    {
        SealKeyFile.Create(FilePath, 12);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(FilePath));
        Assert.Matches("^12:[0-9a-f]{64}\n$", File.ReadAllText(FilePath));
        using var ring = SealKeyFile.Read(FilePath);
        Assert.Equal(12, ring.ActiveKeyId);
    }

    [Fact]
    public void CreatesDifferentKeyEachTime()
    {
        var other = FilePath + ".2";
        SealKeyFile.Create(FilePath, 12);
        SealKeyFile.Create(other, 12);

        Assert.NotEqual(File.ReadAllText(FilePath), File.ReadAllText(other));
    }

    [Fact]
    public void NeverOverwrites()
    {
        Write("precious");

        var e = Assert.Throws<SealKeyFileException>(() => SealKeyFile.Create(FilePath, 12));

        Assert.Contains("already exists", e.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(FilePath));
    }

    [Fact]
    public void NeverWritesThroughLink()
    {
        File.CreateSymbolicLink(FilePath, Path.Combine(_directory.FullName, "elsewhere"));

        Assert.Throws<SealKeyFileException>(() => SealKeyFile.Create(FilePath, 12));
    }

    [Fact]
    public void RefusesToCreateKeyZero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SealKeyFile.Create(FilePath, 0));
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void RefusesToCreateInMissingDirectory()
    {
        var path = Path.Combine(_directory.FullName, "absent", "seal.keys");

        var e = Assert.Throws<SealKeyFileException>(() => SealKeyFile.Create(path, 12));

        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    private void Write(string content, UnixFileMode mode = OwnerOnly)
    {
        File.WriteAllText(FilePath, content);
        File.SetUnixFileMode(FilePath, mode);
    }

    private void AssertRefused(string reason)
    {
        var e = Assert.Throws<SealKeyFileException>(() => SealKeyFile.Read(FilePath));
        Assert.Contains(FilePath, e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FirstHex[..16], e.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(SecondHex[..16], e.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertSignsWith(KeyRing ring, ushort keyId, string hex)
    {
        var seal = new byte[OrderSigner.SealBytes];
        using var signer = ring.CreateSigner(keyId);
        signer.Sign("order"u8, seal);
        Assert.Equal(HMACSHA256.HashData(Convert.FromHexString(hex), "order"u8), seal);
    }
}
