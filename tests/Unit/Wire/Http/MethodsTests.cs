using System;
using System.Text;
using Weir.Wire.Http;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http;

public sealed class MethodsTests
{
    [Fact]
    public void EveryMethodIsKnownByItsNameInCapitalsOnly()
    {
        foreach (Method method in Enum.GetValues<Method>())
        {
            string name = method.ToString();
            Assert.Equal(method, Of(name.ToUpperInvariant()));
            Assert.Equal(Method.Other, Of(name));
            Assert.Equal(Method.Other, Of(name.ToUpperInvariant() + "X"));
            Assert.Equal(Method.Other, Of(name.ToUpperInvariant()[..^1]));
        }
    }

    private static Method Of(string name) => Methods.Of(Encoding.Latin1.GetBytes(name));
}
