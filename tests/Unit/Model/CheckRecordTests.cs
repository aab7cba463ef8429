using System;
using System.Text;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Model;

public sealed class CheckRecordTests
{
    [Fact]
    public void TheLastTextIsKeptAsFarAsThereIsRoom()
    {
        CheckRecord record = default;
        Assert.Equal("", Info(record));
        record.SetInfo("Connection refused");
        Assert.Equal("Connection refused", Info(record));
        record.SetInfo(new string('x', 500));
        Assert.Equal(CheckRecord.InfoMost, Info(record).Length);
        record.SetInfo("\u00ff\u0001");
        Assert.Equal("\u00ff\u0001", Info(record));
    }

    private static string Info(in CheckRecord record)
    {
        Span<byte> text = stackalloc byte[CheckRecord.InfoMost];
        return Encoding.Latin1.GetString(text[..record.CopyInfo(text)]);
    }
}
