from django.urls import path

from documents.register.views import books, incoming, numbers, outgoing, verification

app_name = "register"

urlpatterns = [
    path("register/", books.outgoing_list, name="outgoing-list"),
    path("register/export/", books.outgoing_export, name="outgoing-export"),
    path("register/print/", books.book_print, name="book-print"),
    path("register/issue/", numbers.issue, name="issue"),
    path("register/reserve/", numbers.reserve, name="reserve"),
    path("register/first-number/", numbers.first_number, name="first-number"),
    path("register/<int:pk>/", outgoing.outgoing_detail, name="outgoing-detail"),
    path("register/<int:pk>/pdf/", outgoing.outgoing_pdf, name="outgoing-pdf"),
    path("register/<int:pk>/supply/", outgoing.outgoing_supply, name="outgoing-supply"),
    path("register/<int:pk>/use/", outgoing.outgoing_use, name="outgoing-use"),
    path("register/<int:pk>/void/", outgoing.outgoing_void, name="outgoing-void"),
    path("register/<int:pk>/scan/", outgoing.scan_attach, name="scan-attach"),
    path("register/<int:pk>/scan/<int:scan_id>/", outgoing.scan_show, name="scan-show"),
    path("register/incoming/", books.incoming_list, name="incoming-list"),
    path("register/incoming/export/", books.incoming_export, name="incoming-export"),
    path("register/incoming/new/", incoming.incoming_new, name="incoming-new"),
    path("register/incoming/<int:pk>/", incoming.incoming_detail, name="incoming-detail"),
    path("register/incoming/<int:pk>/change/", incoming.incoming_change, name="incoming-change"),
    path("register/incoming/<int:pk>/finish/", incoming.incoming_finish, name="incoming-finish"),
    path("register/incoming/<int:pk>/attach/", incoming.incoming_attach, name="incoming-attach"),
    path("register/incoming/<int:pk>/file/<int:file_id>/", incoming.incoming_file, name="incoming-file"),
    # the address in the QR code of every issued paper: it stays as it is for as long as those papers do
    path("v/<slug:code>/", verification.verify, name="verify"),
]
